// What a newcomer needs after the start: where everything is, and as whom to sign in.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Config, projectRoot } from '../../config/config.ts';

type SignIn = { username: string; password: string; name: string; role: string };

/** Says the addresses, and the demo sign-ins where there are any. */
export async function sayAddresses(config: Config, say: (line: string) => void): Promise<void> {
  const base = config.http.publicUrl;
  say('');
  say(`  residents     ${base}/`);
  say(`  staff         ${base}/console`);
  say(`  API           ${base}/docs`);
  say(`  Temporal UI   ${config.temporal.uiUrl}`);
  if (!config.mail.external) say(`  mail inbox    http://localhost:${config.ports.mailUi}`);
  say(`  data, logs    ${config.dataDir}`);
  const people = config.production ? [] : await demoSignIns();
  if (people.length === 0) return;
  say('');
  say('  Demo sign-ins (user name / password):');
  for (const { username, password, name, role } of people) {
    say(`    ${username.padEnd(12)} ${password.padEnd(12)} ${name}  ${role}`);
  }
  say('');
}

async function demoSignIns(): Promise<SignIn[]> {
  const file = join(projectRoot, 'prisma/cast.ts');
  if (!existsSync(file)) return [];
  const cast = (await import(pathToFileURL(file).href)) as { demoSignIns?: SignIn[] };
  return cast.demoSignIns ?? [];
}
