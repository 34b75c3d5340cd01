import type { Command } from 'commander'
import { keepAnchor, readAnchors, verifyChains } from '#server/audit/index.ts'
import { printOutcome } from './outcome.ts'
import { withDatabase } from './with-database.ts'
import { dataDirOf } from './data-dir-of.ts'

const SHOWN = 50

/** `audit verify`, `audit anchor`. */
export function registerAuditCommands(program: Command): void {
  const audit = program.command('audit').description('审计')

  audit
    .command('verify')
    .description('校验审计链：找出被改动、删除、插入、移动或整段重写的行；查出问题退出码为 1')
    .option('--county <编号>', '只校验一个县（内部编号）', Number)
    .option('--json', '输出 JSON')
    .action(async ({ county, json }: { county?: number; json?: true }) => {
      const kept = readAnchors(dataDirOf())
      const from = performance.now()
      const report = await withDatabase((db) => verifyChains(db, kept.anchors, county))
      const seconds = (performance.now() - from) / 1000
      const lines = [
        ...kept.faults.map(({ file, because }) => `✗ ${file}：${because}`),
        ...report.faults
          .slice(0, SHOWN)
          .map(({ countyId, seq, id, because }) => `✗ 县 ${countyId} 序号 ${seq}${id === null ? '' : `（${id}）`}：${because}`),
        ...(report.faults.length > SHOWN ? [`… 共 ${report.faults.length} 处`] : []),
      ]
      const isGood = lines.length === 0
      const sum = `校验 ${report.counties} 条链、${report.rows} 行、${report.anchors} 份留存，用时 ${seconds.toFixed(1)} 秒`
      printOutcome(
        {
          code: isGood ? 0 : 1,
          lines: [...lines, isGood ? `✓ ${sum}，全部完好` : `${sum}，查出 ${report.faults.length + kept.faults.length} 处问题`],
          json: { ...report, anchorFaults: kept.faults },
        },
        json ? { json } : {},
      )
    })

  audit
    .command('anchor')
    .description('把各链今日的末尾留存到数据文件夹的 anchors 里；服务运行时每日自动留存')
    .action(async () => {
      const isNew = await withDatabase((db) => keepAnchor(db, dataDirOf(), new Date()))
      console.log(isNew ? '✓ 已留存' : '今日已留存过')
    })
}
