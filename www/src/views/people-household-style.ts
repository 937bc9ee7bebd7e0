import { css } from "lit";

export const homeStyle = css`
  h3 {
    padding: 12px 16px 4px;
    color: var(--quiet);
    font-size: 14px;
  }
  .one {
    padding: 8px 16px;
    --plate-size: 17px;
  }
  .under {
    margin-block-start: 12px;
  }
  .none,
  .acts,
  .end {
    margin: 0;
    padding: 4px 16px;
  }
  .acts {
    padding-block: 8px;
  }
  .end {
    padding-block: 12px 16px;
    border-block-start: 1px solid var(--line);
    margin-block-start: 8px;
  }
`;
