// What a newcomer needs after the start: where everything is, and as whom to sign in.
import type { Config } from '../../config/config.ts';
import { demoSignIns } from '../../prisma/cast.ts';

/** Says the addresses, and the demo sign-ins where there are any. */
export function sayAddresses(config: Config, say: (line: string) => void): void {
  const base = config.http.publicUrl;
  say('');
  say(`  residents     ${base}/`);
  say(`  staff         ${base}/console`);
  say(`  API           ${base}/docs`);
  if (config.temporal.uiUrl !== null) say(`  Temporal UI   ${config.temporal.uiUrl}`);
  if (!config.mail.external) say(`  mail inbox    http://localhost:${config.ports.mailUi}`);
  say(`  data, logs    ${config.dataDir}`);
  const people = config.production ? [] : demoSignIns;
  if (people.length === 0) return;
  say('');
  say('  Demo sign-ins (user name / password, as long as nobody has changed theirs):');
  for (const { username, password, name, role } of people) {
    say(`    ${username.padEnd(12)} ${password.padEnd(12)} ${name}  ${role}`);
  }
  say('');
}
