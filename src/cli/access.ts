import type { Command } from 'commander'
import { accessSentences, accessText } from '#domain/access/index.ts'

/** `access table`: who may do what, for the person who signs for the system. */
export function registerAccessCommands(program: Command): void {
  program
    .command('access')
    .description('权限')
    .command('table')
    .description('谁可以做什么：由程序所遵守的权限表生成的说明')
    .option('--json', '输出 JSON')
    .action(({ json }: { json?: true }) => console.log(json ? JSON.stringify(accessSentences(), null, 2) : accessText()))
}
