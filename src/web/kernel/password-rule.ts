import { SHORTEST_PASSWORD } from '#domain/account/index.ts'

/** What a password must be, in words. */
export const PASSWORD_RULE = `至少 ${SHORTEST_PASSWORD} 位；不能是账号名或姓名，也不能太常见。几个不相干的词连起来，好记又难猜；不必有大写或符号。`
