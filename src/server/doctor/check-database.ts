import { listUncovered } from '#server/db/backup/index.ts'
import type { Connection } from '#server/db/connection.ts'
import { migrationState } from '#server/db/migrate.ts'
import { StartError } from '#server/start-error.ts'
import { fault, ok, warn, type Finding } from './finding.ts'
import { findLatestAudit, listOpenWalls, readServerFacts, withClient, type ServerFacts } from './repository.ts'

const MOST_SECONDS_APART = 5
const LONG_TRANSACTION_SECONDS = 600

/** What the database can tell: version, clock, structure, walls, whether a backup would be whole. */
export async function checkDatabase(
  { migrator, described }: Connection,
  migrationsDir: string,
  clock: () => Date,
): Promise<readonly Finding[]> {
  const structure = await checkStructure(migrator, migrationsDir)
  if (structure.some(({ state }) => state === 'fault')) return structure
  const rest = await withClient(migrator, async (client) => {
    const asked = clock()
    const facts = await readServerFacts(client)
    const half = (clock().getTime() - asked.getTime()) / 2
    const apart = (facts.now.getTime() - asked.getTime() - half) / 1000
    const latest = await findLatestAudit(client)
    const walls = await listOpenWalls(client)
    const uncovered = await listUncovered(client)
    return [
      ...checkServer(facts, described),
      checkClock(apart, latest, clock()),
      walls.length === 0
        ? ok('行级安全', '每张表都已强制')
        : fault('行级安全', walls.join('；'), '有人改动了数据库的权限。请停止对外服务，核对改动，或从备份恢复到新库。'),
      uncovered.length === 0
        ? ok('备份范围', '每张表都备份得全')
        : fault('备份范围', `备份不了 ${uncovered.join('、')}`, '执行 sgz db migrate；仍不行则是程序的缺陷，请报告。'),
    ]
  })
  return [...structure, ...rest]
}

async function checkStructure(migrator: Connection['migrator'], dir: string): Promise<readonly Finding[]> {
  try {
    const { applied, pending } = await migrationState(migrator, dir)
    if (pending.length > 0)
      return [
        fault(
          '数据库结构',
          `有 ${pending.length} 项变更未执行（${pending[0]} 等）`,
          '先备份，再执行 sgz db migrate 或重新启动。',
        ),
      ]
    return [ok('数据库结构', `${applied.length} 项变更都已执行`)]
  } catch (error) {
    if (error instanceof StartError) return [fault('数据库', error.zh, '按上面的提示处理后重试。')]
    return [fault('数据库结构', (error as Error).message, '程序文件被改动过，或与数据库不是同一版本。请重新安装程序。')]
  }
}

function checkServer(facts: ServerFacts, described: string): readonly Finding[] {
  const findings = [ok('数据库', `PostgreSQL ${facts.version}（${described}）`)]
  if (facts.damagedPages > 0)
    findings.push(
      fault('数据库', `校验发现 ${facts.damagedPages} 处数据页损坏`, '磁盘可能有故障。请立即另存一份备份，换盘后恢复。'),
    )
  if (!facts.hasChecksums) findings.push(warn('数据库', '没有开启数据页校验', '由数据库管理员停机后执行 pg_checksums --enable。'))
  if (!/utf-?8/i.test(facts.ctype))
    findings.push(
      fault(
        '数据库',
        `字符分类是 ${facts.ctype}，中文检索会失灵`,
        '用 LC_CTYPE=C.UTF-8 新建数据库，再用 sgz backup / restore 迁过去。',
      ),
    )
  if (facts.oldestTransactionSeconds > LONG_TRANSACTION_SECONDS)
    findings.push(
      warn(
        '数据库',
        `有事务已开了 ${Math.round(facts.oldestTransactionSeconds / 60)} 分钟`,
        '查看是谁（pg_stat_activity），长事务会拖慢清理。',
      ),
    )
  return findings
}

export function checkClock(secondsApart: number, latestAudit: Date | undefined, now: Date): Finding {
  if (Math.abs(secondsApart) > MOST_SECONDS_APART)
    return fault(
      '时钟',
      `本机与数据库相差 ${Math.round(Math.abs(secondsApart))} 秒`,
      '在两台机器上都开启时间同步（chrony 或 systemd-timesyncd）。',
    )
  const ahead = latestAudit ? (latestAudit.getTime() - now.getTime()) / 1000 : 0
  if (ahead > MOST_SECONDS_APART)
    return fault(
      '时钟',
      `最后一条审计记录在 ${Math.round(ahead)} 秒之后：时钟被拨回过`,
      '校准本机时间并开启时间同步。记录按序号成链，次序不受影响；期限以校准后的日期为准。',
    )
  return ok('时钟', `与数据库相差 ${Math.abs(secondsApart).toFixed(1)} 秒`)
}
