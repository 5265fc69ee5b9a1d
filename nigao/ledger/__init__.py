"""The ledger: every figure with its source."""

from nigao.ledger.ledger import Conflict as Conflict
from nigao.ledger.ledger import Entry as Entry
from nigao.ledger.ledger import Ledger as Ledger
from nigao.ledger.ledger import Missing as Missing
from nigao.ledger.ledger import Ruling as Ruling
from nigao.ledger.ledger import Source as Source
from nigao.ledger.ledger import responsible as responsible
