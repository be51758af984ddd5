-- What a user of Neovim does: open a file, read the findings, hover, complete, save. Started by check.sh.

local function fail(message)
  io.stderr:write(message .. "\n")
  vim.cmd("cquit 1")
end

local function expect(what, condition)
  if not vim.wait(10000, condition, 20) then
    fail(what .. " did not happen; " .. vim.inspect(vim.diagnostic.get(0)))
  end
end

local function request(method, line, character)
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = line, character = character },
  }
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do
    return answer.result
  end
end

local ok, problem = xpcall(function()
  vim.cmd("edit prisma/room.prisma")
  expect("two findings", function()
    return #vim.diagnostic.get(0) == 2
  end)
  local first = vim.diagnostic.get(0)[1]
  assert(first.lnum == 2 and first.col == 8 and first.end_col == 14, vim.inspect(first))
  assert(first.message:find("`string` is written `String`", 1, true), first.message)

  local hover = request("textDocument/hover", 0, 7)
  assert(hover and vim.inspect(hover):find("Room"), vim.inspect(hover))
  local completion = request("textDocument/completion", 3, 10)
  local labels = vim.tbl_map(function(it) return it.label end, completion.items or completion)
  assert(vim.tbl_contains(labels, "Seat"), "a model of the other file is offered")

  vim.api.nvim_buf_set_lines(0, 2, 4, false, { "  title String" })
  expect("no findings after the repair", function()
    return #vim.diagnostic.get(0) == 0
  end)
  vim.cmd("write")
  local saved = table.concat(vim.fn.readfile("prisma/room.prisma"), "\n")
  assert(saved == "model Room {\n  id    Int    @id\n  title String\n}", saved)
end, debug.traceback)
if not ok then
  fail(problem)
end
vim.cmd("qall!")
