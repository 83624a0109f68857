import { hatchScripts, pdmScripts, poeTasks } from './python-tasks.ts'
import { composerScripts } from './composer.ts'
import { rakeTasks } from './rake.ts'
import { taskfileTasks } from './taskfile.ts'
import { justRecipes } from './just.ts'
import { makeTargets } from './make.ts'
import { noxSessions } from './nox.ts'
import { packageScripts, scriptRunners } from './package-scripts.ts'
import { pixiTasks } from './pixi.ts'
import { preCommitHooks } from './pre-commit.ts'
import { shellFiles } from './shell-file.ts'
import { toxEnvironments } from './tox.ts'
import type { Resolver } from './resolver.ts'

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
  pixiTasks,
  rakeTasks,
  composerScripts,
  taskfileTasks,
  shellFiles,
]
