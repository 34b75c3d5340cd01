import { createInterface } from 'node:readline/promises'
import { InvalidArgumentError, type Command } from 'commander'
import { problemFor } from '#contract/problem-table.ts'
import { ROLE_LABELS } from '#domain/access/index.ts'
import { ROLES, type Role, type Scope } from '#domain/kernel/actor.ts'
import { isId, type Id } from '#domain/kernel/id.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { addAccount } from '#server/account/index.ts'
import { actorTx, SYSTEM_ACTOR } from '#server/db/actor-tx.ts'
import { civilDayOf } from '#server/http/today.ts'
import { CommandFailed } from './end-with.ts'
import { registerUserGrantCommand } from './user-grant.ts'
import { registerUserManageCommands } from './user-manage.ts'
import { withDatabase } from './with-database.ts'

interface AddOptions {
  readonly name: string
  readonly role: Role
  readonly scope: string
  readonly agency?: Id
  readonly station?: Id
}

const checked =
  <T extends string>(isGood: (text: string) => boolean, message: string) =>
  (text: string): T => {
    if (!isGood(text)) throw new InvalidArgumentError(message)
    return text as T
  }

const roles = ROLES.filter((role) => role !== 'public')

/** `user add` and the rest of `user`. The password is asked for, or read from standard input; never an argument, which others could see. */
export function registerUserCommands(program: Command): void {
  const user = program.command('user').description('账号')
  registerUserManageCommands(user)
  registerUserGrantCommand(user)
  user
    .command('add <signInName>')
    .description('新建账号并授权；密码从终端或标准输入读取')
    .requiredOption('--name <姓名>', '显示的姓名')
    .requiredOption(
      '--role <身份>',
      roles.map((role) => `${role} ${ROLE_LABELS[role]}`).join('、'),
      checked<Role>((text) => roles.some((role) => role === text), '没有这种身份'),
    )
    .requiredOption(
      '--scope <代码>',
      '辖区代码：330402 为一县，330402001 为一镇，0 为全国',
      checked((text) => /^[0-9]{1,12}$/.test(text), '应为 1 到 12 位数字'),
    )
    .option('--agency <编号>', '只限一个机构（agency 必填）', checked<Id>(isId, '应为 UUID'))
    .option('--station <编号>', '只限一个社工站（worker 必填）', checked<Id>(isId, '应为 UUID'))
    .action(async (signInName: string, { name, role, scope: code, agency, station }: AddOptions) => {
      const scope: Scope = {
        code,
        ...(agency !== undefined && { agencyId: agency }),
        ...(station !== undefined && { stationId: station }),
      }
      const password = await readPassword()
      const added = await withDatabase((db) =>
        actorTx(db, SYSTEM_ACTOR, (tx) =>
          addAccount(tx, {
            signInName,
            displayName: name,
            password,
            grants: [{ role, scope, validFrom: civilDayOf(new Date()) }],
          }),
        ),
      )
      if (isRefusal(added)) throw new CommandFailed([problemFor(added.code).title, added.detail].filter(Boolean).join('：'))
      console.log(`✓ 已新建账号 ${signInName}（${ROLE_LABELS[role]}，${code}）`)
    })
}

async function readPassword(): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  if (process.stdin.isTTY) process.stderr.write('密码：')
  for await (const line of reader) {
    reader.close()
    return line
  }
  throw new CommandFailed('没有读到密码')
}
