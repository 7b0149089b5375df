--- Messages to the user: what is the matter, and what to do.

local M = {}

---@param message string
---@param level? integer
function M.user(message, level)
  vim.notify('Tonfall: ' .. message, level or vim.log.levels.INFO)
end

---@param message string
function M.warn(message)
  M.user(message, vim.log.levels.WARN)
end

--- The same message once per session.
---@param message string
function M.once(message)
  vim.notify_once('Tonfall: ' .. message, vim.log.levels.WARN)
end

return M
