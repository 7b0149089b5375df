-- What is there from the start: the command, and the server for drafts that are opened. Everything else is loaded when it is needed.

if vim.g.loaded_tonfall then
  return
end
vim.g.loaded_tonfall = true

if vim.fn.has('nvim-0.10') == 0 then
  vim.notify('Tonfall needs Neovim 0.10 or newer.', vim.log.levels.WARN)
  return
end

vim.api.nvim_create_user_command('Tonfall', function(call)
  require('tonfall.commands').run(call)
end, {
  nargs = '*',
  range = true,
  desc = 'Check drafts, mend them, begin new ones',
  complete = function(...)
    return require('tonfall.commands').complete(...)
  end,
})

require('tonfall.client').watch()
