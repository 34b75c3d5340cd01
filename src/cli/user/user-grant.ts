import type { Command } from 'commander'
import { GrantInput } from '#contract/account.ts'
import { problemFor } from '#contract/problem-table.ts'
import { ROLE_LABELS } from '#domain/access/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { grantByOperator } from '#server/account/index.ts'
import { actorTx, SYSTEM_ACTOR } from '#server/db/actor-tx.ts'
import { CommandFailed } from '../end-with.ts'
import { withDatabase } from '../with-database.ts'

interface GrantOptions {
  readonly role: string
  readonly scope: string
  readonly agency?: string
  readonly station?: string
  readonly towns?: string
  readonly own?: true
  readonly round?: string
  readonly from?: string
  readonly to?: string
  readonly acting?: true
  readonly contract?: string
  readonly posting?: string
}

/** `user grant`: one more role for an account, as wide or as narrow as the access table lets it be. */
export function registerUserGrantCommand(user: Command): void {
  user
    .command('grant <signInName>')
    .description('增加一项授权（身份见 sgz user add --help）')
    .requiredOption('--role <身份>', '例如 worker、evaluator、centre')
    .requiredOption('--scope <代码>', '辖区代码：330402 为一县，330402001 为一镇，0 为全国')
    .option('--agency <编号>', '只限一个机构（agency、agency-office 必填）')
    .option('--station <编号>', '只限一个社工站（worker 必填）')
    .option('--towns <代码>', '片区：只限这些乡镇街道，9 位代码，用逗号分隔')
    .option('--own', '只限指派给本人的对象与个案（volunteer、client 必填）')
    .option('--round <编号>', '评估人员：只限这一轮评估抽中的样本，只读')
    .option('--from <日期>', '起始日，默认今天')
    .option('--to <日期>', '从这一天起失效')
    .option('--acting', '代理职务（须有 --to）')
    .option('--contract <编号>', '所依据的协议')
    .option('--posting <编号>', '所依据的岗位')
    .action(async (signInName: string, options: GrantOptions) => {
      const input = GrantInput.safeParse(grantOf(options))
      if (!input.success) {
        const faults = input.error.issues.map(({ path, message }) => `${path.join('.')}：${message}`)
        throw new CommandFailed(`授权有误：${faults.join('；')}`)
      }
      const given = await withDatabase((db) =>
        actorTx(db, SYSTEM_ACTOR, (tx) => grantByOperator(tx, signInName, input.data, new Date())),
      )
      if (isRefusal(given)) throw new CommandFailed([problemFor(given.code).title, given.detail].filter(Boolean).join('：'))
      console.log(`✓ 已授权 ${signInName}：${ROLE_LABELS[input.data.role]} ${input.data.scopeCode}`)
    })
}

const grantOf = ({ role, scope, agency, station, towns, own, round, from, to, acting, contract, posting }: GrantOptions) => ({
  role,
  scopeCode: scope,
  agencyId: agency,
  stationId: station,
  towns: towns?.split(',').map((town) => town.trim()),
  isOwn: own === true,
  roundId: round,
  validFrom: from,
  validTo: to,
  isActing: acting === true,
  ...(contract !== undefined && { ground: { subject: 'contract', id: contract } }),
  ...(posting !== undefined && contract === undefined && { ground: { subject: 'posting', id: posting } }),
})
