# For kakoune-lsp 18 and newer: source this from your kakrc, after kakoune-lsp itself.

hook -group tonfall global BufSetOption filetype=(?:markdown|yaml) %{
    set-option -add buffer lsp_servers %{
        [tonfall]
        root_globs = ["tonfall.yaml", ".git"]
        command = "tonfall"
        args = ["lsp"]
    }
}
