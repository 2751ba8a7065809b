// The local mail inbox as a process of its own: mail-inbox.mjs SMTP_PORT WEB_PORT FOLDER
// Plain JavaScript: what compiles TypeScript as it loads would make this start half as slow again.
import { MailDev } from 'maildev';

const [smtp, web, mailDirectory] = process.argv.slice(2);
const inbox = new MailDev({
  smtp: Number(smtp),
  ip: '127.0.0.1',
  web: Number(web),
  webIp: '127.0.0.1',
  mailDirectory,
  silent: true,
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    setTimeout(() => process.exit(0), 2000).unref();
    void inbox.stop().finally(() => process.exit(0));
  });
}
await inbox.start();
