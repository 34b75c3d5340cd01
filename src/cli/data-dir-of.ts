import { chooseDataDir } from '#server/db/embedded/index.ts'
import { readEnv } from '#server/env.ts'
import { findRoot } from '#server/find-root.ts'

/** The data folder the settings name. */
export const dataDirOf = (): string => chooseDataDir(readEnv(process.env).DATA_DIR, findRoot()).dir
