--- `:Tonfall` and its subcommands.

local client = require('tonfall.client')
local tell = require('tonfall.tell')

local M = {}

---@class tonfall.Call What the user has called.
---@field arguments string[]
---@field selection? string The lines that were given as a range.

---@class tonfall.Subcommand
---@field run fun(call: tonfall.Call)
---@field complete? fun(before: string[]): string[] What may stand after these arguments.

---@param kind 'reply'|'post'
---@return tonfall.Subcommand
local function begins(kind)
  return {
    run = function(call)
      local words = call.arguments
      local author = table.concat(words, ' ', 2)
      require('tonfall.draft').begin(kind, {
        channel = words[1],
        author = author ~= '' and author or nil,
        complaint = call.selection,
      })
    end,
    complete = function(before)
      return #before == 0 and require('tonfall.draft').channels() or {}
    end,
  }
end

--- Mends what can be mended for certain in a buffer, the current one by default.
---@param buffer? integer
function M.fix(buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  local server = vim.lsp.get_clients({ name = 'tonfall', bufnr = buffer })[1]
  if not server then
    return tell.warn('the server does not know this buffer. `:checkhealth tonfall` tells why.')
  end
  client.execute(server, 'tonfall.applyFixes', { vim.uri_from_bufnr(buffer) }, function(count)
    if count == 0 then
      tell.user('nothing here can be mended without you.')
    else
      tell.user(('%d %s mended.'):format(count, count == 1 and 'place' or 'places'))
    end
  end)
end

---@type table<string, tonfall.Subcommand>
local subcommands = {
  check = {
    run = function()
      require('tonfall.workspace').check()
    end,
  },
  fix = {
    run = function()
      M.fix()
    end,
  },
  explain = {
    run = function(call)
      require('tonfall.rule').explain(call.arguments[1])
    end,
    complete = function(before)
      return #before == 0 and require('tonfall.rule').names() or {}
    end,
  },
  ['new-reply'] = begins('reply'),
  ['new-post'] = begins('post'),
  restart = {
    run = function()
      client.restart()
    end,
  },
  log = {
    run = function()
      vim.cmd.tabnew(vim.fn.fnameescape(vim.lsp.log.get_filename()))
    end,
  },
}

---@return string[]
local function names()
  local known = vim.tbl_keys(subcommands)
  table.sort(known)
  return known
end

--- Runs `:Tonfall`.
---@param call vim.api.keyset.create_user_command.command_args
function M.run(call)
  local arguments = vim.list_slice(call.fargs, 2)
  local subcommand = subcommands[call.fargs[1]]
  if not subcommand then
    return tell.warn('say what to do: `:Tonfall ' .. table.concat(names(), '|') .. '`.')
  end
  local selection
  if call.range > 0 then
    selection = table.concat(vim.api.nvim_buf_get_lines(0, call.line1 - 1, call.line2, false), '\n')
  end
  subcommand.run({ arguments = arguments, selection = selection })
end

--- Completes `:Tonfall`.
---@param lead string
---@param line string
---@param cursor integer
---@return string[]
function M.complete(lead, line, cursor)
  local typed = line:sub(1, cursor)
  local words = vim.split(vim.trim(typed:match('Tonfall%s(.*)') or ''), '%s+', { trimempty = true })
  if lead ~= '' then
    table.remove(words)
  end
  local candidates = names()
  if #words > 0 then
    local subcommand = subcommands[words[1]]
    candidates = subcommand and subcommand.complete and subcommand.complete(vim.list_slice(words, 2)) or {}
  end
  return vim.tbl_filter(function(candidate)
    return vim.startswith(candidate, lead)
  end, candidates)
end

return M
