---@brief
---
--- https://tonfall.dev
---
--- Tonfall checks what a company says in public, in German and English: posts on social media, and replies to customers, each read
--- together with the complaint that it answers. The server is the `tonfall` binary itself: `cargo install tonfall`.
---
--- The rules of a project stand in its `tonfall.yaml`. What the editor shows can be set here:
---
--- ```lua
--- vim.lsp.config('tonfall', {
---   settings = {
---     tonfall = {
---       inlayHints = { length = true, questions = true },
---       checkWorkspace = true,
---     },
---   },
--- })
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'tonfall', 'lsp' },
  -- Of YAML files, the server looks at configs and rules only.
  filetypes = { 'markdown', 'text', 'yaml' },
  root_markers = { 'tonfall.yaml', 'tonfall.yml', '.git' },
  handlers = {
    -- Neovim 0.12 asks for the files that are not open, and leaves those that are as they were: a change of the config would not be seen.
    ['workspace/diagnostic/refresh'] = function(problem, result, context)
      local client = vim.lsp.get_client_by_id(context.client_id)
      local provider = client and client.server_capabilities.diagnosticProvider
      for buffer in pairs(provider and client.attached_buffers or {}) do
        local document = { uri = vim.uri_from_bufnr(buffer) }
        client:request('textDocument/diagnostic', { textDocument = document, identifier = provider.identifier }, nil, buffer)
      end
      return vim.lsp.handlers['workspace/diagnostic/refresh'](problem, result, context)
    end,
  },
}
