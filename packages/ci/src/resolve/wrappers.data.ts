/** How a wrapper's own words end and the wrapped command begins. */
export interface Wrapper {
  /** The words that name it. */
  words: readonly string[]
  /** Its flags that take a value. */
  valued?: readonly string[]
  /** Leading words to skip after the flags, e.g. the seconds of `timeout`. */
  skip?: number
  /** It provides the tool, so that it must stay in front of it. */
  provides: boolean
  /** Words of its own that run nothing. */
  except?: readonly string[]
  /** It takes `NAME=value` words first. */
  variables?: boolean
}

export const WRAPPERS: readonly Wrapper[] = [
  { words: ['sudo'], valued: ['-u', '-g'], provides: false, variables: true },
  { words: ['env'], valued: ['-u', '-C'], provides: false, variables: true },
  { words: ['cross-env'], provides: false, variables: true },
  { words: ['cross-env-shell'], provides: false, variables: true },
  { words: ['time'], provides: false },
  { words: ['nice'], valued: ['-n'], provides: false },
  { words: ['timeout'], valued: ['-s', '-k'], skip: 1, provides: false },
  { words: ['xvfb-run'], valued: ['-s', '--server-args'], provides: false },
  { words: ['dotenv'], valued: ['-e', '-v', '-f'], provides: false },
  { words: ['dotenvx', 'run'], valued: ['-f'], provides: false },
  { words: ['xargs'], valued: ['-n', '-P', '-I', '-L', '-d', '-a', '-s'], provides: false },
  { words: ['valgrind'], provides: false },
  { words: ['fakeroot'], provides: false },
  { words: ['nohup'], provides: false },
  { words: ['stdbuf'], provides: false },
  { words: ['unbuffer'], provides: false },
  { words: ['catchsegv'], provides: false },
  { words: ['scan-build'], valued: ['-o'], provides: false },
  { words: ['emmake'], provides: false },
  { words: ['emcmake'], provides: false },
  { words: ['dbus-run-session'], provides: false },
  { words: ['retry'], valued: ['-t', '-d'], provides: false },
  { words: ['doppler', 'run'], provides: false },
  { words: ['op', 'run'], provides: false },
  { words: ['infisical', 'run'], provides: false },
  { words: ['go', 'tool'], valued: ['-modfile'], provides: true },
  { words: ['opam', 'exec'], provides: true },
  { words: ['rbenv', 'exec'], provides: true },
  { words: ['pyenv', 'exec'], provides: true },
  { words: ['command'], provides: false },
  { words: ['exec'], provides: false },
  { words: ['!'], provides: false },
  { words: ['c8'], valued: ['-r', '--reporter', '-o'], except: ['report', 'check-coverage'], provides: false },
  {
    words: ['nyc'],
    valued: ['-r', '--reporter'],
    except: ['report', 'check-coverage', 'merge', 'instrument'],
    provides: false,
  },
  { words: ['npx'], valued: ['-p', '--package', '-c'], provides: false },
  { words: ['pnpx'], provides: false },
  { words: ['bunx'], valued: ['-p', '--package'], provides: false },
  { words: ['npm', 'exec'], valued: ['-p', '--package', '-w', '--workspace'], provides: false },
  { words: ['npm', 'x'], valued: ['-p', '--package'], provides: false },
  { words: ['pnpm', 'exec'], provides: false },
  { words: ['pnpm', 'dlx'], valued: ['-p', '--package'], provides: true },
  { words: ['yarn', 'exec'], provides: false },
  { words: ['yarn', 'dlx'], valued: ['-p', '--package'], provides: true },
  {
    words: ['uv', 'run'],
    valued: [
      '--with',
      '--extra',
      '--group',
      '--only-group',
      '--no-group',
      '-p',
      '--python',
      '--package',
      '--project',
      '--directory',
      '--env-file',
      '--index',
    ],
    provides: true,
  },
  { words: ['uvx'], valued: ['--with', '--from', '-p', '--python'], provides: true },
  { words: ['uv', 'tool', 'run'], valued: ['--with', '--from', '-p', '--python'], provides: true },
  { words: ['poetry', 'run'], provides: true },
  { words: ['pipenv', 'run'], provides: true },
  { words: ['pdm', 'run'], valued: ['-p', '--project', '-e'], provides: true },
  { words: ['rye', 'run'], provides: true },
  { words: ['hatch', '-e'], skip: 1, provides: true },
  { words: ['pipx', 'run'], valued: ['--spec', '--python'], provides: true },
  { words: ['conda', 'run'], valued: ['-n', '--name', '-p'], provides: true },
  {
    words: ['coverage', 'run'],
    valued: ['--source', '--omit', '--include', '--rcfile', '--data-file', '--context'],
    provides: false,
  },
  { words: ['bundle', 'exec'], provides: true },
  { words: ['composer', 'exec'], valued: ['-d', '--working-dir'], provides: true },
  { words: ['mise', 'exec'], provides: true },
  { words: ['mise', 'x'], provides: true },
  { words: ['nix', 'develop', '-c'], provides: true },
  { words: ['direnv', 'exec'], skip: 1, provides: true },
]
