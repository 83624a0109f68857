/** Errors of the operating system that are nobody's bug: what to say, and what the user can do. `%` stands for the path. */
export const SYSTEM_ERRORS: Readonly<Record<string, { says: string; remedy: string }>> = {
  ENOSPC: {
    says: 'The disk is full: nothing more can be written to %.',
    remedy: 'Free some space on the runner (remove what earlier steps no longer need), or use one with a larger disk.',
  },
  EDQUOT: {
    says: 'The disk quota is used up: nothing more can be written to %.',
    remedy: 'Free some space, or raise the quota.',
  },
  EROFS: {
    says: '% is on a file system that is read-only.',
    remedy:
      'Let the input "out" and the temporary folder (RUNNER_TEMP or TMPDIR) point to a folder that can be written to.',
  },
  EACCES: {
    says: 'There is no permission for %.',
    remedy: 'Give the user that runs this step access to it; files that a container made often belong to root.',
  },
  EPERM: {
    says: 'The system does not permit this operation on %.',
    remedy: 'Run the step as a user that owns the file; files that a container made often belong to root.',
  },
  EMFILE: { says: 'Too many files are open.', remedy: 'Raise the limit of open files (ulimit -n) and run again.' },
  ENFILE: { says: 'Too many files are open on this machine.', remedy: 'End other jobs on this machine and run again.' },
  ENOMEM: {
    says: 'The machine is out of memory.',
    remedy: 'Use a runner with more memory, or run fewer things beside it.',
  },
  ENAMETOOLONG: {
    says: 'The path % is longer than the file system allows.',
    remedy: 'Use a shorter folder for the input "out" or for the checkout.',
  },
  EIO: { says: 'The disk failed at %.', remedy: "Run again on another machine; this one's disk may be defective." },
}
