import type { Command } from 'commander'
import { migrate, migrationState } from '#server/db/migrate.ts'
import { loadDemo, loadSchemes } from '#server/load-content.ts'
import { migrationsDir, withDatabase, withOpenDatabase } from './with-database.ts'

/** `db migrate`, `db status`, `demo load`. */
export function registerDatabaseCommands(program: Command): void {
  const db = program.command('db').description('数据库结构')

  db.command('migrate')
    .description('执行尚未执行的变更')
    .action(() =>
      withOpenDatabase(async ({ connection }) => {
        const applied = await migrate(connection.migrator, migrationsDir())
        for (const name of applied) console.log(`✓ ${name}`)
        console.log(applied.length === 0 ? '没有待执行的变更' : `已执行 ${applied.length} 项变更`)
      }),
    )

  db.command('status')
    .description('列出已执行与待执行的变更')
    .option('--json', '输出 JSON')
    .action(({ json }: { json?: true }) =>
      withOpenDatabase(async ({ connection }) => {
        const state = await migrationState(connection.migrator, migrationsDir())
        if (json) return console.log(JSON.stringify({ database: connection.described, ...state }))
        console.log(`数据库 ${connection.described}`)
        for (const name of state.applied) console.log(`✓ ${name}`)
        for (const name of state.pending) console.log(`· ${name}（待执行）`)
      }),
    )

  program
    .command('demo')
    .description('演示数据')
    .command('load')
    .description('装入五个方案与演示数据；已有的不动')
    .action(() =>
      withDatabase(async (database) => {
        await loadSchemes(database, console.log)
        await loadDemo(database, console.log)
        console.log('✓ 演示数据已就绪')
      }),
    )
}
