import type { Command } from 'commander'
import { isId } from '#domain/kernel/id.ts'
import { BadInput } from './end-with.ts'
import { printOutcome } from './outcome.ts'

/** `decision replay`. */
export function registerDecisionCommands(program: Command): void {
  program
    .command('decision')
    .description('已作的决定')
    .command('replay [id]')
    .description('按存下的事实与当时的方案重判已作的决定，看结论是否一致')
    .option('--all', '全部决定（不写编号时即为全部）')
    .option('--json', '输出 JSON')
    .addHelpText(
      'after',
      '\n例：npm run sgz -- decision replay --all\n退出码：0 全部一致；1 有不一致；2 用法有误；3 没有这项决定；10–18 数据库启动失败',
    )
    .action(async (id: string | undefined, options: { all?: true; json?: true }) => {
      if (id !== undefined && options.all) throw new BadInput('编号与 --all 只写一个')
      if (id !== undefined && !isId(id)) throw new BadInput(`编号应为 UUID：${id}`)
      const [{ replayDecisions }, { withDatabase }] = await Promise.all([
        import('./decision-replay.ts'),
        import('./with-database.ts'),
      ])
      printOutcome(await withDatabase((db) => replayDecisions(db, id)), options)
    })
}
