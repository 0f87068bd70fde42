import { text } from '../text.ts';

/** What one can take away from a run. */
export interface ShareFacts {
  /** The address that brings the state back; null if the machine has no name that a link could carry. */
  readonly link: string | null;
  readonly token: string | null;
  readonly command: string;
  /** The scenario as a file. */
  readonly json: string;
}

/** Link, command and scenario, each with a button that copies it. */
export const shareView = ({ link, token, command, json }: ShareFacts): string => `
<pre tabindex="0" aria-label="command that repeats the run">${text(command)}</pre>
<p class="copies">${link === null ? '' : copyButton('link', 'copy the link')}${copyButton('command', 'copy the command')}${token === null ? '' : copyButton('token', 'copy the token')}${copyButton('json', 'copy the scenario')}<a class="button" download="scenario.json" href="data:application/json,${text(encodeURIComponent(json))}">save the scenario</a></p>
${link === null ? '<p class="note">A link names a machine and does not hold one, so this run travels as a scenario file.</p>' : ''}`;

const copyButton = (what: string, says: string): string =>
  `<button type="button" data-copies="${what}" data-focus="copy-${what}">${says}</button>`;
