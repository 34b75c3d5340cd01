import type { Command } from 'commander'
import { problemFor } from '#contract/problem-table.ts'
import { ROLE_LABELS } from '#domain/access/index.ts'
import type { Role } from '#domain/kernel/actor.ts'
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts'
import { listAccountsForOperator, resetByOperator, switchByOperator } from '#server/account/index.ts'
import { keepAppKey } from '#server/app-key.ts'
import { actorTx, SYSTEM_ACTOR, systemTx } from '#server/db/actor-tx.ts'
import { chooseDataDir } from '#server/db/embedded/index.ts'
import { readEnv } from '#server/env.ts'
import { findRoot } from '#server/find-root.ts'
import { civilDayOf } from '#server/http/today.ts'
import { CommandFailed } from '../end-with.ts'
import { minuteInBeijing } from '../minute-in-beijing.ts'
import { withDatabase } from '../with-database.ts'

/** `user list`, `user reset`, `user disable`, `user enable`: what the operator does when no administrator can. */
export function registerUserManageCommands(user: Command): void {
  user
    .command('list')
    .description('列出账号与有效授权')
    .action(() =>
      withDatabase((db) =>
        systemTx(db, async (tx) => {
          for await (const one of listAccountsForOperator(tx, civilDayOf(new Date()))) {
            const roles = one.grants
              .filter(({ isInForce }) => isInForce)
              .map(({ role, scope_code }) => `${ROLE_LABELS[role as Role]} ${scope_code}`)
            const marks = [one.isActive ? '' : '已停用', one.expiresOn === null ? '' : `到期 ${one.expiresOn}`].filter(Boolean)
            console.log([one.signInName.padEnd(20), one.personName, roles.join('、') || '无有效授权', ...marks].join('  '))
          }
        }),
      ),
    )

  user
    .command('reset <signInName>')
    .description('重置密码：打印一次性重置码；原密码与全部登录随即失效')
    .option('--second-factor', '同时解除二次验证（手机遗失）')
    .action(async (signInName: string, { secondFactor }: { secondFactor?: true }) => {
      const env = readEnv(process.env)
      const appKey = env.APP_KEY ?? keepAppKey(chooseDataDir(env.DATA_DIR, findRoot()).dir)
      const reset = await withDatabase((db) =>
        actorTx(db, SYSTEM_ACTOR, (tx) => resetByOperator(tx, appKey, signInName, secondFactor === true, new Date())),
      )
      if (isRefusal(reset)) throw failure(reset)
      console.log(
        `✓ 一次性重置码：${reset.code}\n  ${minuteInBeijing(reset.expiresAt)} 前有效，请当面交给本人，在登录页“凭重置码设密码”处使用。`,
      )
    })

  for (const [name, isActive, done] of [
    ['disable', false, '已停用'],
    ['enable', true, '已启用'],
  ] as const)
    user
      .command(`${name} <signInName>`)
      .description(isActive ? '启用账号' : '停用账号，结束其全部登录')
      .action(async (signInName: string) => {
        const ended = await withDatabase((db) =>
          actorTx(db, SYSTEM_ACTOR, (tx) => switchByOperator(tx, signInName, isActive, new Date())),
        )
        if (isRefusal(ended)) throw failure(ended)
        console.log(`✓ ${done} ${signInName}`)
      })
}

const failure = ({ code, detail }: Refusal): CommandFailed =>
  new CommandFailed([problemFor(code).title, detail].filter(Boolean).join('：'))
