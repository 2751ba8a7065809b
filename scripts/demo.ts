// `npm run demo`: walks one appeal through the running system and says each step; `-- --json` prints one object at the end instead.
// Ends with an error if any step is not as the domain says.
import { configOrExit } from '../config/local.ts';
import { demoPassword } from '../config/demo.ts';
import { walk } from './demo/walk.ts';

const json = process.argv.includes('--json');
const { production, ports, temporal } = configOrExit();
const say = (step: string, link?: string) => {
  if (!json) console.log(link ? `· ${step}\n    ${link}` : `· ${step}`);
};

try {
  if (production) throw new Error('演示只在演示环境运行：生产环境没有演示社区和演示账号');
  const report = await walk({
    url: `http://127.0.0.1:${ports.http}`,
    mailUrl: `http://127.0.0.1:${ports.mailUi}`,
    temporalUiUrl: temporal.uiUrl,
    namespace: temporal.namespace,
    password: demoPassword,
    say,
  });
  console.log(
    json
      ? JSON.stringify(report)
      : `完成：${report.appealNo} ${report.state}（${report.outcome ?? ''}），${report.events} 个事件，${report.mails} 封邮件，${report.seconds.toFixed(1)} 秒`,
  );
} catch (error) {
  console.error(`演示失败：${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
