import path from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import { isCivilDate, type CivilDate } from '#domain/kernel/civil-date.ts'
import { findRoot } from '#server/find-root.ts'
import { civilDayOf } from '#server/http/today.ts'
import { BadInput } from '../end-with.ts'
import { printOutcome } from '../outcome.ts'

interface Asked {
  readonly asOf?: CivilDate
  readonly overlay?: string
  readonly json?: true
}

const schemesDir = (): string => path.join(findRoot(), 'schemes')
const today = (): CivilDate => civilDayOf(new Date())
const folder = async (id: string) => (await import('./scheme-folder.ts')).readScheme(schemesDir(), id)

function civilDay(text: string): CivilDate {
  if (!isCivilDate(text)) throw new InvalidArgumentError('应为日历上有的一天，例如 2023-09-01')
  return text
}

const AS_OF = ['--as-of <日期>', '判定日，例如 2023-09-01', civilDay] as const
const JSON_TOO = ['--json', '输出 JSON'] as const
const OVERLAY = ['--overlay <标识>', '叠加规定'] as const
const UNIT = ['--unit <代码>', '数据库里有几个地区采用时，指明哪一个'] as const

const after = (example: string, codes = '0 正常；2 用法或输入有误'): string =>
  `\n例：npm run -s sgz -- ${example}\n退出码：${codes}`
const ON_DATABASE = '0 正常；2 用法或输入有误；3 数据库里没有采用这份方案；10–18 数据库启动失败'

/** `sgz scheme …`: everything an operator or auditor asks of the plans. What a command needs is loaded when it runs. */
export function registerSchemeCommands(program: Command): void {
  const scheme = program.command('scheme').description('方案：检查、说明、提问、比较、假设')
  registerOnFiles(scheme)
  registerOnFacts(scheme)
}

/** What the scheme folders alone can answer. */
function registerOnFiles(scheme: Command): void {
  scheme
    .command('check [ids...]')
    .description('装载、审读并跑全部算例；不写标识即为全部方案')
    .option(...JSON_TOO)
    .option('-v, --verbose', '连提示也列出')
    .addHelpText('after', after('scheme check county90', '0 没有错误；1 有错误或算例不符；2 用法或输入有误'))
    .action(async (ids: string[], options: { json?: true; verbose?: true }) => {
      const [{ runSchemeCheck }, { listSchemeIds }] = await Promise.all([
        import('./scheme-check.ts'),
        import('#server/scheme/plan/read-scheme-folder.ts'),
      ])
      const known = listSchemeIds(schemesDir())
      const strange = ids.filter((id) => !known.includes(id))
      if (strange.length > 0) throw new BadInput(`没有方案 ${strange.join('、')}；可用：${known.join('、')}`)
      process.exitCode = runSchemeCheck(schemesDir(), ids, options)
    })
  scheme
    .command('explain <scheme> <ruleOrClause>')
    .description('一条规则，或一条条款与引用它的规则：要求、强度、责任、期限、关口、读法、算例')
    .option(...JSON_TOO)
    .addHelpText('after', after('scheme explain county90 office-area') + '\n    npm run -s sgz -- scheme explain county90 8.4-1')
    .action(async (id: string, wanted: string, options: Asked) => {
      const { explainScheme } = await import('./scheme-explain.ts')
      printOutcome(explainScheme(await folder(id), wanted), options)
    })
  scheme
    .command('diff <a> <b>')
    .description('两份方案（标识或文件夹）按槽位与类型对照')
    .option(...JSON_TOO)
    .addHelpText('after', after('scheme diff suining2017 changji2021'))
    .action(async (a: string, b: string, options: Asked) => {
      const { diffSchemes } = await import('./scheme-diff.ts')
      printOutcome(diffSchemes((await folder(a)).scheme, (await folder(b)).scheme), options)
    })
  scheme
    .command('facts [subject]')
    .description('事实目录：名称、中文、类型、单位、来源、提供者、哪些方案用到')
    .option(...JSON_TOO)
    .addHelpText('after', after('scheme facts station'))
    .action(async (subject: string | undefined, options: Asked) => {
      const [{ listFacts }, { loadableSchemes }] = await Promise.all([import('./scheme-facts.ts'), import('./scheme-folder.ts')])
      printOutcome(listFacts(loadableSchemes(schemesDir()), subject), options)
    })
  scheme
    .command('new <id>')
    .description('写一个带注释、能通过检查的起步文件夹')
    .option('--into <文件夹>', '写在哪里；默认 schemes')
    .option(...JSON_TOO)
    .addHelpText('after', after('scheme new mycounty2026'))
    .action(async (id: string, options: { into?: string; json?: true }) => {
      const { writeNewScheme } = await import('./scheme-new.ts')
      printOutcome(writeNewScheme(options.into ?? schemesDir(), id, today()), options)
    })
}

/** What is asked over facts: typed in a file, or recorded in the database. */
function registerOnFacts(scheme: Command): void {
  scheme
    .command('ask <scheme>')
    .description('按手写的事实判定：全部结论连同条款、后果、金额、关口，以及缺哪些事实、由谁提供')
    .requiredOption('--facts <文件>', 'YAML：主体 → 事实，或 主体.事实: 值；数量带单位。事实名见 scheme facts')
    .requiredOption(...AS_OF)
    .option(...OVERLAY)
    .option('--settings <proposed|文件>', '设定的签认值：proposed 全按建议值，或 YAML 文件；不写则全未签认')
    .option('--role <角色>', '与 --action 一起：此角色可否办理')
    .option('--action <行为>', '例如 contract.sign')
    .option('--all', '不适用的也列出')
    .option(...JSON_TOO)
    .addHelpText(
      'after',
      `${after('scheme ask county90 --facts facts.yaml --as-of 2023-09-01 --settings proposed')}\n事实文件：\n  station: { officeAreaM2: 39.9 m², openedOn: 2023-07-01 }\n  contract.amountFen: 35 万元`,
    )
    .action(
      async (
        id: string,
        options: {
          facts: string
          asOf: CivilDate
          overlay?: string
          settings?: string
          role?: string
          action?: string
          all?: boolean
          json?: true
        },
      ) => {
        const { askScheme } = await import('./scheme-ask.ts')
        printOutcome(askScheme((await folder(id)).scheme, options), options)
      },
    )
  scheme
    .command('whatif <scheme>')
    .description('一个数改了，谁的结论会变：对数据库里的对象，或对手写的事实')
    .requiredOption('--set <规则.参数=值>', '例如 office-area.atLeast=60m²')
    .option(...AS_OF)
    .option(...OVERLAY)
    .option(...UNIT)
    .option('--facts <文件>', '改用手写的事实，不读数据库')
    .option('--settings <proposed|文件>', '与 --facts 一起：设定的签认值')
    .option(...JSON_TOO)
    .addHelpText('after', after('scheme whatif county90 --set office-area.atLeast=60m²', ON_DATABASE))
    .action(async (id: string, options: Asked & { set: string; unit?: string; facts?: string; settings?: string }) => {
      const { tryNumber } = await import('./scheme-whatif.ts')
      if (options.facts !== undefined) {
        const { groundByHand } = await import('./ground-by-hand.ts')
        const { scheme: plan } = await folder(id)
        return printOutcome(
          tryNumber(groundByHand(plan, { ...options, facts: options.facts, asOf: options.asOf ?? today() }), options.set),
          options,
        )
      }
      const [{ openPlan }, { withDatabase }] = await Promise.all([import('./open-plan.ts'), import('../with-database.ts')])
      const outcome = await withDatabase(async (db) => {
        const here = await openPlan(db, id, options)
        const over = `${here.adoption.unitName} ${here.world.get('station')?.length ?? 0} 个社工站`
        return tryNumber({ ...here, over, ...(options.overlay !== undefined && { overlay: options.overlay }) }, options.set)
      })
      printOutcome(outcome, options)
    })
  scheme
    .command('adopt <scheme>')
    .description('在一个地区采用方案，并登记它所判的县、镇街；记入审计')
    .requiredOption('--unit <代码>', '采用方案的地区，例如 330402')
    .requiredOption('--from <日期>', '自何日起采用', civilDay)
    .option(...JSON_TOO)
    .addHelpText(
      'after',
      after('scheme adopt county90 --unit 330402 --from 2026-01-01', '0 已采用；1 被拒绝；10–18 数据库启动失败'),
    )
    .action(async (id: string, options: { unit: string; from: CivilDate; json?: true }) => {
      const { adoptFromCommand } = await import('./scheme-adopt.ts')
      const asked = { schemeId: id, unitCode: options.unit, from: options.from, schemesDir: schemesDir() }
      const divisionsFile = path.join(findRoot(), 'territory/divisions.tsv.gz')
      printOutcome(await adoptFromCommand({ ...asked, divisionsFile }), options)
    })
  scheme
    .command('owes <scheme>')
    .description('谁在何日前欠谁什么，最急的在前')
    .option(...AS_OF)
    .option(...OVERLAY)
    .option(...UNIT)
    .option('--debtor <角色>', '只看一方')
    .option(...JSON_TOO)
    .addHelpText('after', after('scheme owes county90 --debtor agency', ON_DATABASE))
    .action(async (id: string, options: Asked & { unit?: string; debtor?: string }) => {
      const [{ listDebts }, { openPlan }, { withDatabase }] = await Promise.all([
        import('./scheme-owes.ts'),
        import('./open-plan.ts'),
        import('../with-database.ts'),
      ])
      printOutcome(await withDatabase(async (db) => listDebts(await openPlan(db, id, options), options.debtor)), options)
    })
}
