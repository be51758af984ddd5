;; What a user of Emacs does: open a file, read the findings, hover, complete, save. Started by check.sh.  -*- lexical-binding: t -*-

(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 10
      eglot-autoshutdown t
      create-lockfiles nil
      make-backup-files nil
      flymake-no-changes-timeout 0.1)

(defun expect (what condition)
  (with-timeout (10 (error "%s did not happen: %S" what (flymake-diagnostics)))
    (while (not (funcall condition))
      (accept-process-output nil 0.05))))

(defun check (what condition)
  (unless condition
    (error "not so: %s" what)))

(find-file "prisma/room.prisma")
(check "the mode is on" (eq major-mode 'prisma-mode))
;; `eglot-ensure' waits for the command loop, which a batch run does not have.
(run-hooks 'post-command-hook)
(check "the server is there" (eglot-current-server))
(flymake-mode 1)
(flymake-start)
(expect "two findings" (lambda () (= 2 (length (flymake-diagnostics)))))
(let ((first (car (sort (flymake-diagnostics)
                        (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b)))))))
  (check "the finding is on the type"
         (equal "string" (buffer-substring (flymake-diagnostic-beg first) (flymake-diagnostic-end first))))
  (check "it says what is wrong"
         (string-match-p "`string` is written `String`" (flymake-diagnostic-text first))))

(goto-char (point-min))
(search-forward "Roo")
(let ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (check "hover knows the model" (string-match-p "Room" (format "%S" hover))))

(search-forward "seat Sea")
(let* ((completion (eglot-completion-at-point))
       (words (all-completions "Sea" (nth 2 completion))))
  (check "a model of the other file is offered" (member "Seat" (mapcar #'string-trim words))))

(goto-char (point-min))
(search-forward "string")
(replace-match "String" t)
(forward-line 1)
(delete-region (line-beginning-position) (line-beginning-position 2))
(eglot--signal-textDocument/didChange)
(expect "no findings after the repair" (lambda () (null (flymake-diagnostics))))
(save-buffer)
(check "saving lays the file out"
       (equal (let ((saved buffer-file-name))
                (with-temp-buffer (insert-file-contents saved) (buffer-string)))
              "model Room {\n  id    Int    @id\n  title String\n}\n"))
(eglot-shutdown (eglot-current-server))
