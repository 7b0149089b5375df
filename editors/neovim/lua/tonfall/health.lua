--- `:checkhealth tonfall`: what is missing, and what to do about it.

local config = require('tonfall.config')

local M = {}

--- The oldest server that does all that the plugin asks of it.
local OLDEST = '0.1.0'
local NEOVIM = '0.10'

---@param arguments string[]
---@param folder? string
---@return vim.SystemCompleted
local function run(arguments, folder)
  local has_run, done = pcall(function()
    return vim.system(arguments, { text = true, cwd = folder }):wait(10000)
  end)
  return has_run and done or { code = -1, signal = 0, stdout = '', stderr = tostring(done) }
end

---@return boolean
local function check_neovim()
  local version = tostring(vim.version())
  if vim.fn.has('nvim-' .. NEOVIM) == 1 then
    vim.health.ok('Neovim ' .. version)
    return true
  end
  vim.health.error(('Neovim %s is too old'):format(version), { ('Install Neovim %s or newer.'):format(NEOVIM) })
  return false
end

---@return string? version
local function check_server()
  local command = config.resolved().cmd[1]
  local path = vim.fn.exepath(command)
  if path == '' then
    vim.health.error(('The server `%s` was not found'):format(command), {
      'Install it: `cargo install tonfall`, or `:MasonInstall tonfall`.',
      "If it is installed, set its path: `vim.g.tonfall = { cmd = { '/path/to/tonfall', 'lsp' } }`.",
      'Then `:Tonfall restart`.',
    })
    return nil
  end
  local answer = run({ path, '--version' })
  local version = answer.code == 0 and answer.stdout:match('^tonfall (%d+%.%d+%.%d+)')
  if not version then
    vim.health.error(('%s does not say which version it is'):format(path), {
      'It may be another program of this name, or not run on this machine: try `' .. path .. ' --version` in a shell.',
      vim.trim(answer.stderr or ''),
    })
    return nil
  end
  if vim.version.lt(version, OLDEST) then
    vim.health.error(('Tonfall %s at %s is too old'):format(version, path), {
      ('Install %s or newer: `cargo install tonfall`.'):format(OLDEST),
      'Then `:Tonfall restart`.',
    })
  else
    vim.health.ok(('Tonfall %s: %s'):format(version, path))
  end
  return version
end

---@param client vim.lsp.Client
---@param version? string
local function check_client(client, version)
  local drafts = vim.tbl_map(function(buffer)
    return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':~:.')
  end, vim.lsp.get_buffers_by_client_id(client.id))
  local root = client.config.root_dir or 'no folder'
  vim.health.ok(('The server runs in %s, with %d open files: %s'):format(root, #drafts, table.concat(drafts, ', ')))
  local running = client.server_info and client.server_info.version
  if version and running and running ~= version then
    vim.health.warn(('What runs is Tonfall %s, what is installed is %s'):format(running, version), { '`:Tonfall restart`' })
  end
end

---@param version? string
local function check_clients(version)
  local clients = vim.lsp.get_clients({ name = 'tonfall' })
  if #clients > 0 then
    return vim.iter(clients):each(function(client)
      check_client(client, version)
    end)
  end
  local filetypes = table.concat(config.resolved().filetypes, ', ')
  if config.get().enabled == false then
    vim.health.warn('The server does not run', { 'It does not start by itself, because `enabled` is false.' })
  elseif version then
    vim.health.info(('The server does not run: it starts with the first file of one of these types: %s'):format(filetypes))
  else
    vim.health.warn('The server does not run', { 'Install it first.' })
  end
end

--- The folders whose drafts are at hand.
---@return string[]
local function folders()
  local seen = {}
  local list = {}
  local roots = vim.tbl_map(function(client)
    return client.config.root_dir
  end, vim.lsp.get_clients({ name = 'tonfall' }))
  for _, folder in ipairs(#roots > 0 and roots or { vim.fn.getcwd() }) do
    if not seen[folder] then
      seen[folder] = true
      table.insert(list, folder)
    end
  end
  return list
end

---@param folder string
---@param version? string
local function check_project(folder, version)
  local found = vim.fs.find({ 'tonfall.yaml', 'tonfall.yml' }, { upward = true, path = folder, type = 'file' })[1]
  if not found then
    return vim.health.info(
      ('No tonfall.yaml in or above %s: the built-in rules apply. `tonfall init` in a shell writes one.'):format(folder)
    )
  end
  local answer = version and run({ vim.fn.exepath(config.resolved().cmd[1]), 'config', folder })
  if answer and answer.code ~= 0 then
    local faults = vim.split(vim.trim(answer.stderr), '\n')
    return vim.health.error(found .. ' has faults', vim.list_extend(faults, { 'Open it: the faults are marked.' }))
  end
  vim.health.ok('Config: ' .. found)
end

function M.check()
  vim.health.start('Tonfall')
  if not check_neovim() then
    return
  end
  local version = check_server()
  check_clients(version)
  for _, folder in ipairs(folders()) do
    check_project(folder, version)
  end
end

return M
