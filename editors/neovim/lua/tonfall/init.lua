--- Tonfall in Neovim. Nothing here needs to be called: the plugin works as it is installed.

local M = {}

--- Changes what the plugin does by itself. Instead of this, `vim.g.tonfall` may be set before the plugin is loaded.
---@param options? tonfall.Options
function M.setup(options)
  require('tonfall.config').set(options)
  require('tonfall.client').watch()
end

--- Begins a reply in a new buffer. What is not given is asked for.
---@param order? tonfall.Order
function M.new_reply(order)
  require('tonfall.draft').begin('reply', order)
end

--- Begins a post in a new buffer. What is not given is asked for.
---@param order? tonfall.Order
function M.new_post(order)
  require('tonfall.draft').begin('post', order)
end

--- Checks every file of the workspace, and lists the findings in the quickfix window.
function M.check()
  require('tonfall.workspace').check()
end

--- Mends what can be mended for certain in a buffer, the current one by default.
---@param buffer? integer
function M.fix(buffer)
  require('tonfall.commands').fix(buffer)
end

--- Explains a rule: the one that is named, or that of the finding at the cursor.
---@param rule? string
function M.explain(rule)
  require('tonfall.rule').explain(rule)
end

return M
