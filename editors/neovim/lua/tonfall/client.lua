--- The server's life: started where drafts are, asked, started anew. Knows the differences between versions of Neovim.

local config = require('tonfall.config')
local tell = require('tonfall.tell')

local M = {}

--- How long a start may take, in milliseconds, before something must be wrong.
local PATIENCE = 10000
--- The same for who waits for a completion.
local PATIENCE_OF_TYPING = 500

local is_enabled = false

--- What to do where there is no server.
---@param command string
---@return string
function M.advice(command)
  local what_to_do = 'Install it with `cargo install tonfall` or by Mason, or set `cmd` to where it is; then `:Tonfall restart`.'
  return ('`%s` is not there. %s'):format(command, what_to_do)
end

---@return boolean
local function can_start()
  local command = config.resolved().cmd[1]
  if vim.fn.executable(command) == 1 then
    return true
  end
  tell.once(M.advice(command))
  return false
end

---@param buffer integer
---@return string?
local function root_of(buffer)
  for _, marker in ipairs(config.resolved().root_markers) do
    local root = vim.fs.root(buffer, marker)
    if root then
      return root
    end
  end
end

---@param description vim.lsp.Config
---@param root? string
---@return vim.lsp.ClientConfig
local function started_in(description, root)
  return {
    name = 'tonfall',
    cmd = description.cmd,
    root_dir = root,
    settings = description.settings,
    init_options = description.init_options,
    handlers = vim.lsp.config and description.handlers or nil,
  }
end

local function enable()
  if not is_enabled then
    is_enabled = true
    vim.lsp.config('tonfall', config.of_client())
  end
  vim.lsp.enable('tonfall')
end

--- Starts the server for a buffer, or tells what is missing.
---@param buffer integer
function M.attach(buffer)
  if vim.bo[buffer].buftype ~= '' or not can_start() then
    return
  end
  if not vim.lsp.enable then
    vim.lsp.start(started_in(config.resolved(), root_of(buffer)), { bufnr = buffer })
  elseif is_enabled then
    return
  elseif vim.v.vim_did_enter == 1 then
    enable()
  else
    -- Before that, Neovim would not look at the buffers that are there already.
    vim.api.nvim_create_autocmd('VimEnter', { once = true, callback = enable })
  end
end

---@param buffer integer
---@return boolean
local function is_of_use(buffer)
  return vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(config.resolved().filetypes, vim.bo[buffer].filetype)
end

--- Has the server started wherever a draft is opened, unless the user wants it otherwise.
function M.watch()
  local group = vim.api.nvim_create_augroup('tonfall', {})
  if config.get().enabled == false then
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = config.resolved().filetypes,
    desc = 'Start Tonfall',
    callback = function(event)
      M.attach(event.buf)
    end,
  })
  vim.iter(vim.api.nvim_list_bufs()):filter(is_of_use):each(M.attach)
end

--- Calls a method of a client, whichever way this Neovim has them called.
---@param client vim.lsp.Client
---@param method string
local function call(client, method, ...)
  if vim.fn.has('nvim-0.11') == 1 then
    return client[method](client, ...)
  end
  return client[method](...)
end

--- The server of a buffer, else any that runs.
---@param buffer? integer
---@return vim.lsp.Client?
function M.find(buffer)
  local of_buffer = vim.lsp.get_clients({ name = 'tonfall', bufnr = buffer or 0 })
  return of_buffer[1] or vim.lsp.get_clients({ name = 'tonfall' })[1]
end

--- The server that runs, or one that is started in the current folder: for what needs no draft.
---@return vim.lsp.Client?
function M.ensure()
  local client = M.find()
  if not client then
    if not can_start() then
      return nil
    end
    local markers = config.resolved().root_markers
    local root = vim.fs.root(vim.fs.joinpath(vim.fn.getcwd(), 'draft'), markers) or vim.fn.getcwd()
    local id
    if vim.lsp.enable then
      id = vim.lsp.start(started_in(config.resolved(), root), { attach = false })
    else
      id = vim.lsp.start_client(started_in(config.resolved(), root))
    end
    client = id and vim.lsp.get_client_by_id(id)
  end
  local function is_ready()
    return client ~= nil and client.initialized == true
  end
  if not client or not vim.wait(PATIENCE, is_ready, 20) then
    tell.warn('the server does not start. `:Tonfall log` may tell why, and `:checkhealth tonfall` what to do.')
    return nil
  end
  return client
end

--- Asks the server. Where it cannot answer, the user is told.
---@param client vim.lsp.Client
---@param method string
---@param params table
---@param on_result fun(result: any)
function M.ask(client, method, params, on_result)
  call(client, 'request', method, params, function(problem, result)
    if problem then
      tell.warn(problem.message)
    else
      on_result(result)
    end
  end)
end

--- Has the server run one of its commands.
---@param client vim.lsp.Client
---@param command string
---@param arguments any[]
---@param on_result fun(result: any)
function M.execute(client, command, arguments, on_result)
  M.ask(client, 'workspace/executeCommand', { command = command, arguments = arguments }, on_result)
end

--- What the server lists, for completion: nothing where it does not run, or takes too long.
---@param command string
---@return table[]
function M.listed(command)
  local client = M.find()
  local list
  if client and client.initialized then
    M.execute(client, command, {}, function(listed)
      list = listed
    end)
    vim.wait(PATIENCE_OF_TYPING, function()
      return list ~= nil
    end, 10)
  end
  return list or {}
end

--- Ends the servers that run, and starts them where they are of use.
---@param on_started? fun()
function M.restart(on_started)
  local clients = vim.lsp.get_clients({ name = 'tonfall' })
  for _, client in ipairs(clients) do
    call(client, 'stop')
  end
  local timer = assert(vim.uv.new_timer())
  local waited = 0
  timer:start(
    0,
    50,
    vim.schedule_wrap(function()
      if timer:is_closing() then
        return
      end
      waited = waited + 50
      local running = vim.lsp.get_clients({ name = 'tonfall' })
      if #running > 0 and waited < PATIENCE then
        return
      end
      timer:close()
      for _, client in ipairs(running) do
        call(client, 'stop', true)
      end
      if vim.lsp.enable then
        -- Only what was not enabled is looked at again.
        vim.lsp.enable('tonfall', false)
        is_enabled = false
      end
      vim.iter(vim.api.nvim_list_bufs()):filter(is_of_use):each(M.attach)
      if on_started then
        on_started()
      end
    end)
  )
end

return M
