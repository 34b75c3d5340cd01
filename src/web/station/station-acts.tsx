import { useState } from 'react'
import type { StationView } from '#contract/station/index.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { CloseStation } from './close-station.tsx'
import { MoveStation } from './move-station.tsx'

/** What the bureau may do with a station as such. */
export function StationActs({ station }: { readonly station: StationView }) {
  const [asked, setAsked] = useState<'move' | 'close'>()
  const done = (): void => setAsked(undefined)
  return (
    <div className="button-row no-print">
      {station.mayRegister ? (
        <>
          <ActButton onClick={() => setAsked('move')}>迁移</ActButton>
          <ActButton onClick={() => setAsked('close')}>撤销</ActButton>
        </>
      ) : null}
      <button type="button" className="plain-button" onClick={() => window.print()}>
        打印
      </button>
      {asked === 'move' ? <MoveStation station={station} onClose={done} /> : null}
      {asked === 'close' ? <CloseStation station={station} onClose={done} /> : null}
    </div>
  )
}
