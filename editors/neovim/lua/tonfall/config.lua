--- What the user has set: by `vim.g.tonfall`, or by `require('tonfall').setup()`.

local tell = require('tonfall.tell')

local M = {}

--- What the server can be told. The names are its own; whatever is left out is as the server has it.
---@class tonfall.Settings
---@field run? 'onType'|'onSave' When findings are told.
---@field inlayHints? boolean|{ length?: boolean, questions?: boolean } Length and open questions as hints in the text.
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

local TYPES = { enabled = 'boolean', cmd = 'table', filetypes = 'table', settings = 'table' }

--- What was set and makes sense. What does not, the user is told of.
---@return tonfall.Options
function M.get()
  local options = {}
  for name, value in pairs(given or vim.g.tonfall or {}) do
    local expected = TYPES[name]
    if type(value) == expected then
      options[name] = value
    elseif expected then
      tell.once(('the option `%s` is to be a %s, and is a %s. `:help tonfall-setup` has the options.'):format(name, expected, type(value)))
    else
      tell.once(('there is no option `%s`. `:help tonfall-setup` has the options.'):format(name))
    end
  end
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
