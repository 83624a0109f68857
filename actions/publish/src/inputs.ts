import type { InputDeclaration } from '@upkeep/entry'

/** Every input of this action. It shares none with those that work: it runs no code of the repository and asks no model. */
export const inputs: readonly InputDeclaration[] = [
  {
    name: 'artifact-id',
    type: 'string',
    default: '',
    description: 'The id of the artifact that holds the publication: the output "artifact-id" of the upload step.',
  },
  {
    name: 'artifact-digest',
    type: 'string',
    default: '',
    description: 'The SHA-256 digest of that artifact: the output "artifact-digest" of the upload step.',
  },
  {
    name: 'folder',
    type: 'string',
    default: '',
    description: 'Instead of an artifact: the output folder of a run on this machine.',
  },
  {
    name: 'token',
    type: 'string',
    default: '${{ github.token }}',
    secret: true,
    description:
      'The GitHub token that posts; of the job itself, or of a GitHub App so that the checks of CI start by themselves.',
  },
  {
    name: 'dry-run',
    type: 'boolean',
    default: 'false',
    description: 'Whether only to say what would be posted.',
  },
  {
    name: 'max-requests',
    type: 'number',
    min: 5,
    max: 1000,
    integer: true,
    default: '150',
    description: 'The most requests to GitHub of one run; what is left over then waits for the next.',
  },
]
