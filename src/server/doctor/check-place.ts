import fs from 'node:fs'
import path from 'node:path'
import { chooseServerAccount } from '#server/db/embedded/index.ts'
import { BACKUP_NOTE, OWN_FOLDERS, KEY_FILES, keyFingerprint } from '#server/data-files.ts'
import { fault, ok, warn, type Finding } from './finding.ts'

const GB = 1_000_000_000
const LEAST_FREE = GB
const FEW_FREE = 5 * GB
const OWN = new Set<string>(['pg', 'run', 'owner.pid', 'pg.log', 'native', BACKUP_NOTE, ...OWN_FOLDERS, ...KEY_FILES])
/** What a kill at a bad moment leaves behind. */
const LEFT_OVER = /^(pg\.init|\.restoring|\.probe-\d+|app\.key\.\d+|data\.keys\.\d+|\..*\.partial-\d+)$/

export interface Place {
  readonly dataDir: string
  readonly isEmbedded: boolean
  readonly appKey: Uint8Array | undefined
  readonly isKeyInSettings: boolean
}

/** What can be seen without the database: room, ownership, keys, strange files. */
export function checkPlace(place: Place): readonly Finding[] {
  if (!fs.existsSync(place.dataDir))
    return place.isEmbedded
      ? [warn('数据文件夹', `${place.dataDir} 还不存在`, '首次启动会自动建立；若本应有数据，请检查 DATA_DIR。')]
      : []
  return [checkRoom(place.dataDir), checkOwner(place), ...checkKeys(place), checkFiles(place.dataDir)]
}

export function checkRoom(dataDir: string): Finding {
  const { bavail, blocks, bsize } = fs.statfsSync(dataDir)
  const free = bavail * bsize
  const said = `可用 ${(free / GB).toFixed(1)} GB / ${((blocks * bsize) / GB).toFixed(1)} GB`
  if (free < LEAST_FREE) return fault('磁盘', said, '立即腾出空间或扩容：空间用尽时系统会拒绝写入。可先移走旧备份和日志。')
  if (free < FEW_FREE) return warn('磁盘', said, '请尽快腾出空间或扩容，并留够一份备份的大小。')
  return ok('磁盘', said)
}

function checkOwner({ dataDir, isEmbedded }: Place): Finding {
  const stat = fs.statSync(dataDir)
  if ((stat.mode & 0o077) !== 0)
    return fault(
      '数据文件夹',
      `${dataDir} 别的账户也能进入（权限 ${(stat.mode & 0o777).toString(8)}）`,
      `执行 chmod 700 ${dataDir}`,
    )
  const cluster = path.join(dataDir, 'pg')
  if (!isEmbedded || !fs.existsSync(cluster)) return ok('数据文件夹', dataDir)
  const owner = fs.statSync(cluster).uid
  const { uid = process.getuid?.() ?? owner } = chooseServerAccount(cluster)
  const strangers = fs.readdirSync(cluster).filter((name) => fs.statSync(path.join(cluster, name)).uid !== owner)
  if (owner !== uid || strangers.length > 0)
    return fault(
      '数据文件夹',
      `数据库文件的所有者不一致（${strangers[0] ?? cluster}）`,
      `停止服务后执行 chown -R --reference=${cluster} ${cluster}`,
    )
  return ok('数据文件夹', `${dataDir}（数据库账户 uid ${owner}）`)
}

function checkKeys({ dataDir, appKey, isKeyInSettings }: Place): readonly Finding[] {
  const findings: Finding[] = []
  if (!appKey) findings.push(warn('密钥', '还没有密钥', '首次启动会自动生成；若从备份恢复，请先把原来的 app.key 放回。'))
  else if (appKey.length < 32)
    findings.push(fault('密钥', `密钥只有 ${appKey.length} 字节`, '请从保管处恢复原来的密钥，不要新造：新密钥读不出旧数据。'))
  else
    findings.push(
      ok('密钥', `${keyFingerprint(appKey)}（${isKeyInSettings ? '来自 APP_KEY' : 'app.key'}）；请确认另有一份妥善保管`),
    )
  for (const name of KEY_FILES) {
    const file = path.join(dataDir, name)
    const mode = fs.statSync(file, { throwIfNoEntry: false })?.mode
    if (mode !== undefined && (mode & 0o077) !== 0)
      findings.push(fault('密钥', `${file} 别的账户也能读`, `执行 chmod 600 ${file}`))
  }
  return findings
}

function checkFiles(dataDir: string): Finding {
  const names = fs.readdirSync(dataDir)
  const left = names.filter((name) => LEFT_OVER.test(name))
  const strange = names.filter((name) => !OWN.has(name) && !LEFT_OVER.test(name))
  if (left.length > 0) return warn('遗留文件', left.join('、'), '是中断时留下的半成品，停止服务后可以删除。')
  if (strange.length > 0) return warn('遗留文件', `不认识 ${strange.join('、')}`, '数据文件夹只应放本系统的文件，请移到别处。')
  return ok('遗留文件', '没有')
}
