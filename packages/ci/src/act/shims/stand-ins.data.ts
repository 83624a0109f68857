/**
 * Programs that come first on PATH of every step, by name: what they stand in for would write to the machine. For `sh`; `$OWN` is the
 * next program of the name on PATH.
 */
export const STAND_INS: Readonly<Record<string, string>> = {
  /** It puts links beside itself. */
  corepack: `case "$1 $*" in
  enable*--install-directory*) exec "$OWN" "$@" ;;
  enable*) shift; exec "$OWN" enable --install-directory "$HOME/.local/bin" "$@" ;;
esac
exec "$OWN" "$@"`,
  /** GitHub's runners have one. */
  yarn: `case "$OWN" in *-is-missing) exec corepack yarn "$@" ;; esac
exec "$OWN" "$@"`,
  /** Steps run without any right to become somebody else; what needs none works all the same. */
  sudo: `while :; do case "$1" in -E|-H|-n) shift ;; -u) shift 2 ;; --) shift; break ;; *=*) export "$1"; shift ;; *) break ;; esac; done
exec "$@"`,
}

/** Where tools install what is for their user, below the home folder of the run. */
export const INSTALL_FOLDERS: Readonly<Record<string, string>> = {
  npm_config_prefix: '.local',
  PYTHONUSERBASE: '.local',
}
