--- A new draft: asks for what is not known, has the server make it, and opens it to be written.

local client = require('tonfall.client')

local M = {}

--- What is known of a draft to be written.
---@class tonfall.Order
---@field channel? string
---@field author? string The customer's name, or a handle with its `@`.
---@field complaint? string What the customer wrote; the clipboard by default.

--- What the server makes of it.
---@class tonfall.Draft
---@field uri? string A file that is not there yet.
---@field text string
---@field position lsp.Position Where to go on writing.

--- What was copied last: in the system, or where there is no clipboard in Neovim.
---@return string
local function clipboard()
  local has_one, copied = pcall(vim.fn.getreg, '+')
  if has_one and copied ~= '' then
    return copied
  end
  return vim.fn.getreg('"')
end

---@param draft tonfall.Draft
local function open(draft)
  if draft.uri then
    vim.cmd.edit(vim.fn.fnameescape(vim.uri_to_fname(draft.uri)))
  else
    vim.cmd.enew()
  end
  local lines = vim.split(draft.text, '\n')
  if lines[#lines] == '' then
    table.remove(lines)
  end
  vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
  if vim.bo.filetype == '' then
    vim.bo.filetype = 'markdown'
  end
  vim.api.nvim_win_set_cursor(0, { draft.position.line + 1, draft.position.character })
  vim.cmd.startinsert({ bang = true })
end

---@param server vim.lsp.Client
---@param kind 'reply'|'post'
---@param order tonfall.Order
local function make(server, kind, order)
  local root = server.config.root_dir
  local wanted = {
    kind = kind,
    channel = order.channel,
    author = order.author,
    complaint = order.complaint,
    folder = root and vim.uri_from_fname(root),
  }
  client.execute(server, 'tonfall.newDraft', { wanted }, open)
end

---@param server vim.lsp.Client
---@param on_chosen fun(channel: string)
local function choose_channel(server, on_chosen)
  client.execute(server, 'tonfall.listChannels', {}, function(channels)
    local function title(channel)
      return channel.title
    end
    vim.ui.select(channels, { prompt = 'Channel', format_item = title }, function(channel)
      if channel then
        on_chosen(channel.name)
      end
    end)
  end)
end

--- The names of the channels, for completion.
---@return string[]
function M.channels()
  return vim.tbl_map(function(channel)
    return channel.name
  end, client.listed('tonfall.listChannels'))
end

--- Begins a draft.
---@param kind 'reply'|'post'
---@param order? tonfall.Order
function M.begin(kind, order)
  order = vim.deepcopy(order or {})
  local server = client.ensure()
  if not server then
    return
  end
  local function with_author()
    if kind == 'post' or order.author then
      return make(server, kind, order)
    end
    vim.ui.input({ prompt = 'Customer: ' }, function(author)
      if author then
        order.author = author
        make(server, kind, order)
      end
    end)
  end
  if kind == 'reply' then
    order.complaint = order.complaint or clipboard()
  end
  if order.channel then
    return with_author()
  end
  choose_channel(server, function(channel)
    order.channel = channel
    with_author()
  end)
end

return M
