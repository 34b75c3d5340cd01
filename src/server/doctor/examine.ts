import process from 'node:process'
import type { Connection } from '#server/db/connection.ts'
import { checkDatabase } from './check-database.ts'
import { checkPlace, type Place } from './check-place.ts'
import { fault, ok, warn, type Finding } from './finding.ts'

export interface Examination extends Place {
  readonly program: string
  readonly migrationsDir: string
  /** Opens the database; its failure is a finding too. */
  readonly withConnection: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>
  readonly clock?: () => Date
  /** More checks, of modules above this one. */
  readonly more?: (connection: Connection) => Promise<readonly Finding[]>
}

const END_OF_NODE_20 = Date.parse('2026-04-30')

/** Looks at everything an installation stands on. Changes nothing. */
export async function examine(examination: Examination): Promise<readonly Finding[]> {
  const { program, migrationsDir, withConnection, clock = () => new Date(), more = () => Promise.resolve([]) } = examination
  const before = [ok('程序', `${program}，Node ${process.versions.node}`), ...checkNode(clock()), ...checkPlace(examination)]
  try {
    const found = await withConnection(async (connection) => [
      ...(await checkDatabase(connection, migrationsDir, clock)),
      ...(await more(connection)),
    ])
    return [...before, ...found]
  } catch (error) {
    const said = (error as { readonly zh?: string }).zh ?? (error as Error).message
    return [...before, fault('数据库', said, '按提示处理；数据库日志在数据文件夹的 pg.log。')]
  }
}

export const checkNode = (now: Date): readonly Finding[] =>
  process.versions.node.startsWith('20.') && now.getTime() > END_OF_NODE_20
    ? [warn('程序', 'Node 20 已停止维护', '系统条件允许时升级到 Node 24，本程序无须改动。')]
    : []
