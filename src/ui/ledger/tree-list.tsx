import type { ReactNode } from 'react'

export interface TreeBranch {
  readonly content: ReactNode
  readonly kids: readonly TreeBranch[]
}

/** A nested list: what rests on what. */
export function TreeList({ branches, label }: { readonly branches: readonly TreeBranch[]; readonly label?: string }) {
  return (
    <ul className="tree-list" aria-label={label}>
      {branches.map(({ content, kids }, i) => (
        <li key={i}>
          {content}
          {kids.length > 0 ? <TreeList branches={kids} /> : null}
        </li>
      ))}
    </ul>
  )
}
