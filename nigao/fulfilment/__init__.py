"""Promises kept: last year's numbered targets against this year's results."""

from nigao.fulfilment.promises import NAMES as NAMES
from nigao.fulfilment.promises import ONLY_NUMBERED as ONLY_NUMBERED
from nigao.fulfilment.promises import Fulfilled as Fulfilled
from nigao.fulfilment.promises import fulfilment as fulfilment
from nigao.fulfilment.promises import fulfilment_by as fulfilment_by
