import type { DemoHint } from '#contract/session.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { addAccount, findAccountId, type NewAccount } from '#server/account/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { SAMPLE_ROUND } from './county90/sample-round.ts'
import { WORKER_ACCOUNT } from './county90/worker-account.ts'
import { DEMO_COUNTY } from './demo-county.ts'
import { demoId } from './entity-book.ts'

/** The password of every demonstration account: public, and good for demonstration data only. */
export const DEMO_PASSWORD = 'demo-station'

const from = '2021-01-01'
const town = `${DEMO_COUNTY}101`
const agencyId = demoId('county90', 'agency', 'a1')
const stationId = demoId('county90', 'station', town)
/** The towns of the zone whose stations the supervisor goes to. */
const supervised = ['101', '102', '103', '004'].map((end) => `${DEMO_COUNTY}${end}`)

type Grant = NewAccount['grants'][number]
const account = (
  signInName: string,
  displayName: string,
  role: Grant['role'],
  scope: Grant['scope'],
): Omit<NewAccount, 'password'> => ({
  signInName,
  displayName,
  grants: [{ role, scope, validFrom: from }],
})

/** One account for each kind of reader of the invented county, and the office in charge of each of the other four plans. */
export const DEMO_ACCOUNTS: readonly Omit<NewAccount, 'password'>[] = [
  account('bureau', '民政局演示', 'bureau', { code: DEMO_COUNTY }),
  account('town', '太和镇站长演示', 'town', { code: town }),
  account('agency', '晨帆机构演示', 'agency', { code: DEMO_COUNTY, agencyId }),
  {
    id: WORKER_ACCOUNT,
    signInName: 'worker',
    displayName: '太和镇社工演示',
    grants: [
      { role: 'worker', scope: { code: town, stationId }, validFrom: from },
      { role: 'worker', scope: { code: town, stationId, isOwn: true }, validFrom: from },
    ],
  },
  account('centre', '指导中心演示', 'centre', { code: DEMO_COUNTY }),
  account('supervisor', '督导演示', 'supervisor', { code: DEMO_COUNTY, towns: supervised }),
  account('evaluator', '第三方评估演示', 'evaluator', { code: DEMO_COUNTY, roundId: SAMPLE_ROUND }),
  account('finance', '财政演示', 'finance', { code: DEMO_COUNTY }),
  account('auditor', '审计演示', 'auditor', { code: DEMO_COUNTY }),
  account('city', '市级演示', 'city', { code: DEMO_COUNTY.slice(0, 4) }),
  account('province', '省级演示', 'province', { code: DEMO_COUNTY.slice(0, 2) }),
  account('admin', '系统管理员演示', 'system-admin', { code: '0' }),
  account('suining', '遂宁市民政局演示', 'city', { code: '5109' }),
  account('fujian', '福建省民政厅演示', 'province', { code: '35' }),
  account('jiaxing', '嘉兴市民政局演示', 'city', { code: '3304' }),
  account('changji', '昌吉市民政局演示', 'bureau', { code: '652301' }),
]

/** Adds the demonstration accounts that are not there yet. */
export async function loadDemoAccounts(tx: Tx): Promise<void> {
  for (const account of DEMO_ACCOUNTS) {
    if (await findAccountId(tx, account.signInName)) continue
    const added = await addAccount(tx, { ...account, password: DEMO_PASSWORD })
    if (isRefusal(added)) throw new Error(`demonstration account ${account.signInName}: ${added.code}`)
  }
}

/** What the sign-in page may say of them. */
export const demoHint = (): DemoHint => ({
  password: DEMO_PASSWORD,
  accounts: DEMO_ACCOUNTS.map(({ signInName, displayName }) => ({ name: signInName, roleLabel: displayName })),
})
