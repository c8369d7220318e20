extension CompletionsCommand.Shell {
  /// Asks `modelgates __complete`, which knows the commands; here are none of their names. A line of an answer is a word and
  /// what it means, with a tab between, or the shell's own task: `:file`, `:folder`.
  var script: String {
    switch self {
    case .bash: Self.bashScript
    case .zsh: Self.zshScript
    case .fish: Self.fishScript
    }
  }

  /// Bash cuts words at `=` and `:`, and takes only the last piece back. `read` cuts the line at spaces alone.
  private static let bashScript = #"""
    # bash completion for modelgates. Works with bash 3.2 and newer.
    _modelgates() {
      local line="${COMP_LINE:0:COMP_POINT}" words word cut="" character
      read -r -a words <<< "$line"
      case "$line" in *[[:space:]]) words+=("") ;; esac
      word="${words[${#words[@]}-1]}"
      for character in "=" ":"; do
        case "$COMP_WORDBREAKS" in
          *"$character"*) case "$word" in *"$character"*)
            local piece="${word%"${word##*$character}"}"
            [ ${#piece} -gt ${#cut} ] && cut="$piece" ;; esac ;;
        esac
      done
      COMPREPLY=()
      local candidate
      while IFS= read -r candidate; do
        case "$candidate" in
          :file) compopt -o filenames 2>/dev/null
            while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -f -- "${word#"$cut"}") ;;
          :folder) compopt -o filenames 2>/dev/null
            while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -d -- "${word#"$cut"}") ;;
          *) candidate="${candidate%%$'\t'*}"; COMPREPLY+=("${candidate#"$cut"}") ;;
        esac
      done < <(modelgates __complete "${words[@]:1}" 2>/dev/null)
    }
    complete -F _modelgates modelgates

    """#

  private static let zshScript = #"""
    #compdef modelgates
    # zsh completion for modelgates. Put it into a folder of $fpath as _modelgates, or source it after compinit.
    _modelgates() {
      local line
      local -a described
      for line in "${(@f)$(modelgates __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        case "$line" in
          :file) [[ "$PREFIX" == --*=* ]] && compset -P '*='; _files; return ;;
          :folder) [[ "$PREFIX" == --*=* ]] && compset -P '*='; _files -/; return ;;
          ?*) described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
        esac
      done
      (( $#described )) && _describe -t values modelgates described
    }
    if [[ "${funcstack[1]}" == _modelgates ]]; then
      _modelgates "$@"
    else
      compdef _modelgates modelgates
    fi

    """#

  private static let fishScript = #"""
    # fish completion for modelgates.
    function __modelgates_complete
      set -l words (commandline -opc)
      set -l current (commandline -ct)
      for line in (modelgates __complete $words[2..-1] "$current" 2>/dev/null)
        switch $line
          case ':file'
            __fish_complete_path (string replace -r '^--[^=]*=' '' -- $current)
          case ':folder'
            __fish_complete_directories (string replace -r '^--[^=]*=' '' -- $current)
          case '*'
            printf '%s\n' $line
        end
      end
    end
    complete -c modelgates -f -a '(__modelgates_complete)'

    """#
}
