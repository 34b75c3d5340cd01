import type { listRegisters as endpoint } from '#contract/record.ts'
import { can, mayReadSubject } from '#domain/access/index.ts'
import { catalogue } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { mayOpen } from './may-open.ts'

/** The registers somebody may look into: every subject of the catalogue, people only by leave to read about people. */
export const listRegisters: UseCase<typeof endpoint> = async ({ actor }) => ({
  registers: Object.values(catalogue)
    .filter(({ subject }) => mayReadSubject(actor, subject))
    .map((def) => ({
      subject: def.subject,
      label: def.label,
      module: def.module,
      mayCreate: can(actor, 'record fact') && mayOpen(def, actor.role),
    })),
})
