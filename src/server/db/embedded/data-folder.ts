import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StartError } from '#server/start-error.ts'
import type { ServerAccount } from './server-account.ts'

/** The parts of a data folder. */
export interface DataFolder {
  readonly root: string
  /** The database cluster. */
  readonly cluster: string
  /** The folder of the Unix socket, here or, where the path is too long for one, among the temporary files. */
  readonly socket: string
  readonly log: string
}

const OWN_NAMES = new Set(['pg', 'pg.init', 'run', 'owner.pid', 'pg.log', 'app.key'])
const LONGEST_SOCKET_FOLDER = 85

/** Names the parts of the data folder at `root`; touches nothing. */
export function dataFolderAt(root: string): DataFolder {
  const near = path.join(root, 'run')
  const far = path.join(os.tmpdir(), `sgz-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`)
  const socket = Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER ? near : far
  return { root, cluster: path.join(root, 'pg'), socket, log: path.join(root, 'pg.log') }
}

/** Makes the folder, or takes over one that is empty or our own. A folder with strange things in it is left alone. */
export function prepareDataFolder(folder: DataFolder, account: ServerAccount): void {
  const { root } = folder
  try {
    // the folders above must let the database's account through
    fs.mkdirSync(path.dirname(root), { recursive: true })
    fs.mkdirSync(root, { recursive: true, mode: 0o700 })
    const present = fs.readdirSync(root)
    if (present.length > 0 && !present.some((name) => OWN_NAMES.has(name)))
      throw new StartError(
        'DATA_DIR_UNUSABLE',
        `数据文件夹 ${root} 里已有别的文件。请用 DATA_DIR 指定一个空文件夹。`,
        `The data folder ${root} holds other files. Set DATA_DIR to an empty folder.`,
      )
    give(root, account)
    fs.mkdirSync(folder.socket, { recursive: true, mode: 0o700 })
    checkSocketOwner(folder.socket, account)
    give(folder.socket, account)
    const probe = path.join(root, `.probe-${process.pid}`)
    fs.writeFileSync(probe, '')
    fs.rmSync(probe)
  } catch (error) {
    if (error instanceof StartError) throw error
    throw notWritable(root, error)
  }
}

const give = (dir: string, { uid, gid }: ServerAccount): void => {
  if (uid !== undefined && gid !== undefined) fs.chownSync(dir, uid, gid)
}

/** Among the temporary files anybody could have made the folder first. */
function checkSocketOwner(dir: string, { uid }: ServerAccount): void {
  const stat = fs.lstatSync(dir)
  const mine = process.getuid?.()
  if (!stat.isDirectory() || (mine !== undefined && ![mine, uid].includes(stat.uid)))
    throw new StartError('DATA_DIR_UNUSABLE', `${dir} 属于别人。`, `${dir} belongs to somebody else.`)
}

/** The error of a data folder that cannot be written. */
export const notWritable = (root: string, cause: unknown): StartError => {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
  return new StartError(
    'DATA_DIR_UNUSABLE',
    `数据文件夹 ${root} 不可写（${reason}）。请检查权限，或用 DATA_DIR 指定另一个文件夹。`,
    `The data folder ${root} cannot be written (${reason}). Check its permissions, or set DATA_DIR to another folder.`,
    { cause },
  )
}
