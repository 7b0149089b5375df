;;; tonfall.el --- Tonfall in Emacs, by Eglot  -*- lexical-binding: t; -*-

;; Load this from your init file, or copy it there. Emacs 29 and newer bring Eglot along.

;;; Code:

(require 'eglot)
(require 'project)

(defconst tonfall-server
  '(((markdown-mode :language-id "markdown")
     (gfm-mode :language-id "markdown")
     (yaml-mode :language-id "yaml")
     (yaml-ts-mode :language-id "yaml")
     (text-mode :language-id "plaintext"))
    "tonfall" "lsp")
  "The modes of drafts, configs and rules, and the server for them.")

(defun tonfall-project (directory)
  "The project of DIRECTORY: the folder that has a config in or above it."
  (when-let* ((root (locate-dominating-file directory "tonfall.yaml")))
    (cons 'transient (expand-file-name root))))

(add-hook 'project-find-functions #'tonfall-project)

(defun tonfall-ensure ()
  "Start Tonfall where there is a config above the file."
  (when (and buffer-file-name (locate-dominating-file buffer-file-name "tonfall.yaml"))
    ;; Eglot has one server per buffer: elsewhere, Markdown and YAML keep theirs.
    (setq-local eglot-server-programs (cons tonfall-server eglot-server-programs))
    (eglot-ensure)))

(dolist (hook '(markdown-mode-hook text-mode-hook yaml-mode-hook yaml-ts-mode-hook))
  (add-hook hook #'tonfall-ensure))

;; Eglot of Emacs 30 shows no findings where a folder has an umlaut in its name: it takes the bytes of a path for its characters.
(defun tonfall-decoded (path)
  "PATH with its characters, whether it has them already or not."
  (decode-coding-string (encode-coding-string path 'utf-8) 'utf-8))

(advice-add 'eglot-uri-to-path :filter-return #'tonfall-decoded)

;; Without markdown-mode, which does not come with Emacs, drafts are plain text.
(unless (locate-library "markdown-mode")
  (add-to-list 'auto-mode-alist '("\\.md\\'" . text-mode)))

(provide 'tonfall)
;;; tonfall.el ends here
