import fs from 'node:fs'
import { StartError } from '#server/start-error.ts'
import { dataFolderAt, prepareDataFolder } from './data-folder.ts'
import { initCluster } from './init-cluster.ts'
import { NATIVE_PACKAGE, prepareNativeBinaries } from './native-binaries.ts'
import { claimDataDir } from './owner-lock.ts'
import { canEnter, chooseServerAccount } from './server-account.ts'
import { spawnServer } from './spawn-server.ts'
import { stopLeftover } from './stop-leftover.ts'

/** A running embedded PostgreSQL; `host` is the folder of its Unix socket. */
export interface EmbeddedServer {
  readonly host: string
  readonly port: number
  readonly pid: number
  readonly gone: Promise<void>
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly settings?: Readonly<Record<string, string>>
  readonly packageName?: string
}

/**
 * Starts PostgreSQL on the data folder at the absolute path `root`, made if absent. One server per folder; what a kill left
 * behind is cleared first. Works as root (under another account) and as an ordinary user.
 */
export async function startEmbedded(
  root: string,
  { settings = {}, packageName = NATIVE_PACKAGE }: EmbeddedOptions = {},
): Promise<EmbeddedServer> {
  const folder = dataFolderAt(root)
  const account = chooseServerAccount(folder.cluster)
  prepareDataFolder(folder, account)
  if (!canEnter(account, root))
    throw new StartError(
      'DATA_DIR_UNUSABLE',
      `以 root 运行时，数据库账户（uid ${account.uid}）进不了 ${root}。请把 DATA_DIR 设到它能到达的地方，例如 /var/lib/shegongzhan。`,
      `Running as root, the database account (uid ${account.uid}) cannot reach ${root}. Set DATA_DIR to a place it can, such as /var/lib/shegongzhan.`,
    )
  const release = claimDataDir(root)
  try {
    const native = prepareNativeBinaries(root, account, packageName)
    initCluster(folder, native, account)
    await stopLeftover(folder)
    const server = await spawnServer(folder, native, account, settings)
    return {
      host: folder.socket,
      port: 5432,
      pid: server.pid,
      gone: server.gone,
      async stop() {
        await server.stop()
        if (!folder.socket.startsWith(root)) fs.rmSync(folder.socket, { recursive: true, force: true })
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}
