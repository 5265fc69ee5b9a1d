"""Promises kept: last year's targets against this year's results, those with a number and those without one."""

from nigao.fulfilment.promises import NAMES as NAMES
from nigao.fulfilment.promises import ONLY_NUMBERED as ONLY_NUMBERED
from nigao.fulfilment.promises import Fulfilled as Fulfilled
from nigao.fulfilment.promises import fulfilment as fulfilment
from nigao.fulfilment.promises import fulfilment_by as fulfilment_by
from nigao.fulfilment.tasks import TOLD_NAMES as TOLD_NAMES
from nigao.fulfilment.tasks import Retold as Retold
from nigao.fulfilment.tasks import TaskTold as TaskTold
from nigao.fulfilment.tasks import sayings_of as sayings_of
from nigao.fulfilment.tasks import tasks_told as tasks_told
