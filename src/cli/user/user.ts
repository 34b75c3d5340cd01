import { createInterface } from 'node:readline/promises'
import { InvalidArgumentError, type Command } from 'commander'
import { problemFor } from '#contract/problem-table.ts'
import { can, grantableRoles, ROLE_LABELS } from '#domain/access/index.ts'
import { ROLES, type Role, type Scope } from '#domain/kernel/actor.ts'
import { isId, type Id } from '#domain/kernel/id.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { addByOperator } from '#server/account/index.ts'
import { keepAppKey } from '#server/app-key.ts'
import { actorTx, SYSTEM_ACTOR } from '#server/db/actor-tx.ts'
import { readEnv } from '#server/env.ts'
import { civilDayOf } from '#server/http/today.ts'
import { dataDirOf } from '../data-dir-of.ts'
import { CommandFailed } from '../end-with.ts'
import { minuteInBeijing } from '../minute-in-beijing.ts'
import { registerUserGrantCommand } from './user-grant.ts'
import { registerUserManageCommands } from './user-manage.ts'
import { withDatabase } from '../with-database.ts'

interface AddOptions {
  readonly name: string
  readonly role: Role
  readonly scope: string
  readonly agency?: Id
  readonly station?: Id
  readonly code?: true
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
    .option('--code', '不设密码，打印一次性重置码，由您当面交给本人')
    .addHelpText('after', HELP)
    .action(async (signInName: string, { name, role, scope: code, agency, station, code: isByCode }: AddOptions) => {
      const scope: Scope = {
        code,
        ...(agency !== undefined && { agencyId: agency }),
        ...(station !== undefined && { stationId: station }),
      }
      const account = { signInName, displayName: name, grants: [{ role, scope, validFrom: civilDayOf(new Date()) }] }
      const secret = isByCode
        ? { appKey: readEnv(process.env).APP_KEY ?? keepAppKey(dataDirOf()) }
        : { password: await readPassword() }
      const added = await withDatabase((db) => actorTx(db, SYSTEM_ACTOR, (tx) => addByOperator(tx, account, secret, new Date())))
      if (isRefusal(added)) throw new CommandFailed([problemFor(added.code).title, added.detail].filter(Boolean).join('：'))
      console.log(`✓ 已新建账号 ${signInName}（${ROLE_LABELS[role]}，${code}），已记入审计`)
      if (added)
        console.log(
          `  一次性重置码：${added.code}\n  ${minuteInBeijing(added.expiresAt)} 前有效，请当面交给本人，在登录页“凭重置码设密码”处使用。`,
        )
      const others = grantableRoles(role)
      if (can({ role, scope }, 'manage account'))
        console.log(`  本人登录后，可在“用户与角色”里新建：${others.map((one) => ROLE_LABELS[one]).join('、')}。`)
    })
}

const HELP = `
每个民政局的第一个账号和每个审计账号由这里建立：网页上谁都不能授予自己没有的权限，而系统管理员没有业务权限。例如
  sgz user add wang.xiulan --name 王秀兰 --role bureau --scope 330402 --code`

async function readPassword(): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  if (process.stdin.isTTY) process.stderr.write('密码（也可按 Ctrl-C 退出，改用 --code 由本人自设）：')
  for await (const line of reader) {
    reader.close()
    return line
  }
  throw new CommandFailed('没有读到密码；不想代设密码可加 --code，由本人凭重置码自设')
}
