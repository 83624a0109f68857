import { hatchScripts, pdmScripts, poeTasks } from './resolve-python-tasks.ts'
import { composerScripts } from './resolve-composer.ts'
import { rakeTasks } from './resolve-rake.ts'
import { taskfileTasks } from './resolve-taskfile.ts'
import { justRecipes } from './resolve-just.ts'
import { makeTargets } from './resolve-make.ts'
import { noxSessions } from './resolve-nox.ts'
import { packageScripts, scriptRunners } from './resolve-package-scripts.ts'
import { preCommitHooks } from './resolve-pre-commit.ts'
import { shellFiles } from './resolve-shell-file.ts'
import { toxEnvironments } from './resolve-tox.ts'
import type { Resolver } from './resolve.ts'

/** Everything that stands between a workflow and a tool, each in its own file. */
export const RESOLVERS: readonly Resolver[] = [
  packageScripts,
  scriptRunners,
  makeTargets,
  justRecipes,
  toxEnvironments,
  noxSessions,
  preCommitHooks,
  hatchScripts,
  pdmScripts,
  poeTasks,
  rakeTasks,
  composerScripts,
  taskfileTasks,
  shellFiles,
]
