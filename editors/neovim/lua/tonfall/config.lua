--- What the user has set: by `vim.g.tonfall`, or by `require('tonfall').setup()`.

local M = {}

--- What the server can be told. The names are its own; whatever is left out is as the server has it.
---@class tonfall.Settings
---@field inlayHints? { length?: boolean, questions?: boolean } Length and open questions as hints in the text.
---@field codeLens? boolean The length above the text, where hints cannot be shown.
---@field checkWorkspace? boolean Whether files that are not open are checked too.

---@class tonfall.Options
---@field enabled? boolean Whether the server starts by itself when a draft is opened. Default: true.
---@field cmd? string[] The server and its arguments. Default: `{ 'tonfall', 'lsp' }`.
---@field filetypes? string[] Where the server is of use. Default: `{ 'markdown', 'text', 'yaml' }`.
---@field settings? tonfall.Settings

---@type tonfall.Options?
local given

---@param options? tonfall.Options
function M.set(options)
  given = options
end

--- What was set, and nothing else.
---@return tonfall.Options
function M.get()
  local options = given or vim.g.tonfall or {}
  vim.validate({
    enabled = { options.enabled, 'boolean', true },
    cmd = { options.cmd, 'table', true },
    filetypes = { options.filetypes, 'table', true },
    settings = { options.settings, 'table', true },
  })
  return options
end

--- What Neovim is to know about the server beyond `lsp/tonfall.lua`.
---@return vim.lsp.Config
function M.of_client()
  local options = M.get()
  local config = { cmd = options.cmd, filetypes = options.filetypes }
  if options.settings then
    config.settings = { tonfall = options.settings }
    config.init_options = options.settings
  end
  return config
end

--- The whole description of the server, also where Neovim does not read `lsp/` yet.
---@return vim.lsp.Config
function M.resolved()
  if vim.lsp.config then
    return vim.tbl_deep_extend('force', vim.lsp.config.tonfall or {}, M.of_client())
  end
  local described = assert(vim.api.nvim_get_runtime_file('lsp/tonfall.lua', false)[1], 'lsp/tonfall.lua is part of the plugin')
  return vim.tbl_deep_extend('force', dofile(described), M.of_client())
end

return M
