--- A page about a rule: why it is there, what to write instead.

local client = require('tonfall.client')
local tell = require('tonfall.tell')

local M = {}

--- How many bytes of a line a finding covers.
---@param finding vim.Diagnostic
---@return integer
local function width(finding)
  return finding.end_lnum > finding.lnum and math.huge or finding.end_col - finding.col
end

--- The rule of the finding at the cursor, the closest one if there are several, else of the first one on its line.
---@return string?
local function at_cursor()
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  local found = vim.tbl_filter(function(finding)
    return finding.source == 'tonfall'
  end, vim.diagnostic.get(0, { lnum = line - 1 }))
  local at = vim.tbl_filter(function(finding)
    return finding.col <= column and column < finding.col + width(finding)
  end, found)
  table.sort(at, function(one, other)
    return width(one) < width(other)
  end)
  local closest = at[1] or found[1]
  return closest and tostring(closest.code)
end

--- The names of the rules, for completion.
---@return string[]
function M.names()
  return vim.tbl_map(function(rule)
    return rule.id
  end, client.listed('tonfall.listRules'))
end

---@param rule string
---@param page string
local function show(rule, page)
  local name = 'tonfall://rule/' .. rule
  local buffer = vim.fn.bufadd(name)
  vim.bo[buffer].buftype = 'nofile'
  vim.fn.bufload(buffer)
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(vim.trim(page), '\n'))
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].filetype = 'markdown'
  local window = vim.fn.bufwinid(buffer)
  if window == -1 then
    vim.cmd('belowright split')
    window = vim.api.nvim_get_current_win()
    vim.api.nvim_win_set_buf(window, buffer)
  end
  vim.api.nvim_set_current_win(window)
  vim.wo[window].wrap = true
  vim.wo[window].linebreak = true
  vim.keymap.set('n', 'q', '<cmd>close<cr>', { buffer = buffer, desc = 'Close the page' })
end

--- Explains a rule: the one that is named, or that of the finding at the cursor.
---@param rule? string
function M.explain(rule)
  rule = rule or at_cursor()
  if not rule then
    return tell.warn('nothing was found on this line. Name a rule: `:Tonfall explain wrong-name`.')
  end
  local server = client.ensure()
  if server then
    client.execute(server, 'tonfall.explainRule', { rule }, function(page)
      show(rule, page)
    end)
  end
end

return M
