--- Findings of every file of the workspace, in the quickfix list.

local client = require('tonfall.client')
local tell = require('tonfall.tell')

local M = {}

local TYPES = { 'E', 'W', 'I', 'N' }

--- The findings of a report as entries of the quickfix list, in the order of files and lines.
---@param report lsp.WorkspaceDiagnosticReport
---@param encoding string
---@return vim.quickfix.entry[]
local function entries(report, encoding)
  local places = {}
  for _, file in ipairs(report.items) do
    for _, finding in ipairs(file.items or {}) do
      table.insert(places, { uri = file.uri, range = finding.range, finding = finding })
    end
  end
  local items = vim.lsp.util.locations_to_items(places, encoding)
  for _, item in ipairs(items) do
    local finding = item.user_data.finding
    item.text = ('%s [%s]'):format(finding.message, finding.code)
    item.type = TYPES[finding.severity]
    item.user_data = nil
  end
  table.sort(items, function(one, other)
    if one.filename ~= other.filename then
      return one.filename < other.filename
    end
    return one.lnum < other.lnum or (one.lnum == other.lnum and one.col < other.col)
  end)
  return items
end

---@param count integer
---@param what string
---@return string
local function counted(count, what)
  return ('%d %s%s'):format(count, what, count == 1 and '' or 's')
end

--- Checks every file, also those that are not open, and lists what was found.
function M.check()
  local server = client.ensure()
  if not server then
    return
  end
  client.execute(server, 'tonfall.checkWorkspace', {}, function(sums)
    client.ask(server, 'workspace/diagnostic', { previousResultIds = {} }, function(report)
      vim.fn.setqflist({}, ' ', { title = 'Tonfall', items = entries(report, server.offset_encoding) })
      vim.cmd('botright cwindow')
      tell.user(
        ('%s checked: %s, %s, %s.'):format(
          counted(sums.files, 'file'),
          counted(sums.errors, 'error'),
          counted(sums.warnings, 'warning'),
          counted(sums.infos, 'note')
        )
      )
    end)
  end)
end

return M
