/** Whether this runs on a runner of GitHub Actions. */
export const isOnGithub = (environment: NodeJS.ProcessEnv = process.env): boolean =>
  environment.GITHUB_ACTIONS === 'true';
